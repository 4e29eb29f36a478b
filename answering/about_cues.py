"""What a question about a document itself may ask for, by its words, in English and Spanish. All folded."""

import re
from dataclasses import dataclass

DOCUMENT = (
    r"(?:commentary|article|report|paper|document|text|piece|study|brief|digest|publication|source|essay|analysis|"
    r"write-?up|work|comentario|articulo|informe|reporte|documento|texto|estudio|resumen|publicacion|ensayo|analisis)"
)
_DETERMINER = r"(?:the|this|that|whose|which|el|la|este|esta|ese|esa|del|al)"
# The document as the subject: "the CSIS commentary", or "this". What it says is another matter; "it" may be anything.
_IT = (
    rf"(?:{_DETERMINER}\b (?:[\w'’.-]+ ){{0,3}}?{DOCUMENT}|this|{DOCUMENT})\b"
    r"(?!.*\b(?:says?|said|claims?|think|recommend\w*|dice|dijo|segun)\b)"
)
_FEW = r"(?:[\w'-]+ ){0,2}?"  # a word or two that change nothing
_WHEN = r"(?:when|(?:what|which) (?:year|date|month|day)|what month and year)"
_WROTE = r"(?:wrote|written|authored|penned|drafted|produced|prepared|composed)"
_OUT = (
    r"(?:written|published|appear\w*|com(?:e|ing) out|came out|released|issued|printed|put out|dated?|finished|go up)"
)
_ESCRITO = r"(?:escri\w+|redact\w+|elabor\w+|firm[ao]\w*)"
_PUBLICADO = r"(?:public\w+|sali\w*|aparec\w+|escri\w+|edit\w+)"
_BODY = (
    r"(?:institution|organi[sz]ation|think tank|publisher|outlet|body|centre|center|institute|outfit|journal|press|"
    r"charity|foundation|company|agency|university|magazine|newspaper)"
)
_CUERPO = r"(?:institucion|organizacion|centro|instituto|fundacion|empresa|agencia|universidad|revista|periodico)"
AUTHORS = "authors"  # an imprint whose sentences name the authors of the document
THE_AUTHORS = r"(?:(?:the|los|las) (?:two |dos )?(?:authors|writers|autores|autoras))"
_RIGHTS = (
    r"(?:copyright\w*|licen[cs]e[ds]?|rights reserved|republish\w*|reproduc\w+|reuse[ds]?|licencia|"
    r"derechos (?:de autor|reservados))"
)
_READ = r"(?:read|find|see|get|download)"
_LEER = r"(?:leer|encontrar|ver|consultar|descargar)(?:se)?"
_WRITERS = r"(?:authors?|writers?|coauthors?|autor\w*|escritor\w*)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a document says of itself at its beginning or end: what asks for it, and what its sentences then hold."""

    asked: str
    told: str


CARD_FIELDS = (
    (
        "authors",
        rf"^(?:and |so |y |oye )?(?:who|by whom) {_FEW}{_WROTE} {_IT}"
        rf"|^(?:by )?who(?:m|se)? (?:was |were |did )?{_IT}.*\b{_WROTE}"
        rf"|\bwho(?: is| was| are| were|'s|s)? (?:behind|responsible for) {_IT}|\bwhose (?:work|article|piece) is {_IT}"
        rf"|\b(?:who|whose|quien(?:es)?|names?|nombres?)\b.{{0,30}}\b{_WRITERS} (?:of|de|del) {_IT}"
        rf"|^(?:the )?{_WRITERS} (?:of|de|del) {_IT}$|^{_IT} {_WRITERS}$"
        rf"|\b(?:quien(?:es)?|por quien) {_FEW}{_ESCRITO} {_IT}",
    ),
    (
        "publisher",
        rf"\bwho (?:published|issued|released|put out|brought out|printed) {_IT}|\bpublisher of {_IT}"
        rf"|\b(?:which|what) (?:[\w-]+ )?{_BODY} {_FEW}(?:published|behind|issued|released|put out|produced) {_IT}"
        rf"|\bwhere (?:was|did|is|has|can) {_IT}.*\b{_OUT}\b|\bdonde {_FEW}{_PUBLICADO} {_IT}"
        rf"|\bquien(?:es)? (?:publico|publicaron|edito|saco) {_IT}"
        rf"|\bque (?:{_CUERPO}|editorial|think tank) {_FEW}{_PUBLICADO} {_IT}",
    ),
    (
        "published",
        rf"\b{_WHEN} (?:was|were|did|is|has|had) {_IT}.*\b{_OUT}\b|\b{_WHEN} {_FEW}{_OUT} {_IT}$"
        rf"|\b(?:date|year) of {_IT}|\bhow (?:old|recent|current|up to date) is {_IT}"
        rf"|\bpublication date (?:of|for) {_IT}"
        rf"|^who\b.*\b(?:{_OUT}|{_WROTE}) {_IT}.*\band when$|^quien\b.*\b{_IT}.*\by cuando$"
        rf"|\bfecha (?:de (?:la )?publicacion )?(?:de|del) {_IT}|\bde (?:cuando|que (?:ano|fecha)) es {_IT}"
        rf"|\b(?:cuando|en que (?:ano|fecha|mes|dia)) {_FEW}{_PUBLICADO} {_IT}",
    ),
    ("licence", rf"\b{_RIGHTS} (?:of|on|for|de|del|is|are|esta) {_IT}|\b{_IT}.*\b{_RIGHTS}\b"),
    (
        "language",
        rf"\b(?:what|which) languages? (?:is|was) {_IT}.*\b(?:in|written)\b|\b(?:original )?language of {_IT}$"
        rf"|\bin (?:what|which) languages? (?:is|was|did) {_IT}|\ben que (?:idioma|lengua) \w+ (?:escrit[oa] )?{_IT}"
        rf"|\b(?:idioma|lengua) (?:original )?(?:de|del) {_IT}$",
    ),
    (
        "url",
        rf"\b(?:url|link|web address|address) (?:of|to|for) {_IT}|\bwhere can (?:i|we|you|one) {_READ} {_IT}"
        rf"|\b(?:enlace|direccion) (?:de|del|al?) {_IT}|\bdonde (?:se )?(?:puedo|puede|podemos) {_LEER} {_IT}",
    ),
    (
        "title",
        rf"\b{_IT}'s (?:title|name)\b|\b(?:title|titulo|name) (?:of|de|del) {_IT}$|\bcomo se (?:llama|titula) {_IT}"
        rf"|\bwhat is {_IT}.*\b(?:called|titled|entitled)$",
    ),
)

IMPRINTS = (
    Imprint(
        asked=r"\b(?:official|oficial(?:es)?|speaks? for|on behalf of|stands? behind|endors\w+|"
        r"disclaim\w*|reservations?|caveats?|whose (?:views?|opinions?|positions?)|"
        r"(?:views?|opinions?|positions?|conclusions?)\b.*"
        r"\b(?:own|only|personal|those of|institution\w*|publisher'?s?|belong)|take responsibility|"
        r"responsible for the (?:views?|opinions?)|"
        r"posicion (?:oficial|institucional)|salvedad\w*|advertencias?|reservas?|a titulo personal|en nombre de|"
        r"comparte|respalda|opiniones (?:del?|son)|(?:de quien|quien)\b.*\bopiniones)\b",
        told=r"\b(?:views?|opinions?|positions?|conclusions?|findings|opiniones|posiciones|puntos de vista)\b.*"
        r"\b(?:solely|own|not|those of|only|alone|exclusiv\w+|propias?|no)\b|\bdisclaim|"
        r"\b(?:not|no)\b.*\b(?:views?|opinions?|positions?|opiniones|posiciones|puntos de vista)\b|"
        r"\b(?:any|remaining) errors\b",
    ),
    Imprint(
        asked=rf"\b(?:what|which) (?:sort|kind|type) of (?:a |an )?{_BODY}\b|\bpartisan|\b(?:private|public) {_BODY}\b|"
        r"\bnon-?(?:partisan|profit)\b|"
        r"\b(?:tipo|clase) de (?:organizacion|institucion|centro|instituto)\b|\bpartidista\b|\bsin fines? de lucro\b",
        told=rf"\b(?:an?|una?)\b(?:,? [\w-]+){{0,5}} (?:{_BODY}|{_CUERPO})\b"
        r"|\b(?:non-?profit|tax-exempt|(?:non-?)?partisan|partidista|sin fines? de lucro)\b",
    ),
    Imprint(
        asked=r"\b(?:fund(?:s|ed|ing)?|financ\w+|sponsor\w*|who paid|patrocin\w+|quien pago)\b",
        told=r"\b(?:fund(?:s|ed|ing)\b|financ\w+|sponsor\w*|grants?\b|made possible|patrocin\w+|subvencion)",
    ),
    Imprint(
        asked=r"\b(?:peer[- ]review\w*|refereed|revisad[oa]s? por (?:pares|expertos)|arbitrad[oa])\b",
        told=r"\b(?:peer[- ]review\w*|refereed|reviewed by|revisad[oa]s? por|arbitrad[oa])\b",
    ),
    Imprint(
        asked=r"\b(?:based on|rel(?:y|ies) on|drawn? (?:on|from)|methods?|methodology|basis|"
        r"se basa|basad[oa]|metodologia)\b",
        told=r"\b(?:based on|relies on|draws? on|drawn from|interviews?|methods?|methodology|"
        r"se basa|basad[oa]s?|entrevistas?)\b",
    ),
    Imprint(
        asked=rf"\b{_WRITERS}\b.*\b(?:work|jobs?|posts?|positions?|affiliat\w+|employ\w+|institution|based|background|credentials|"
        r"belong|role|cargos?|puestos?|trabaja\w*|institucion|afiliacion|pertenec\w+)\b|"
        rf"\b(?:work|jobs?|posts?|positions?|affiliat\w+|employ\w+|background|credentials|roles?|cargos?|puestos?|trabaja\w*|"
        rf"afiliacion|institution|institucion)\b.*\b{_WRITERS}\b|\bwho (?:are|is) the {_WRITERS}\b.*\bdo\b",
        told=AUTHORS,
    ),
)  # fmt: skip
# What asks for a field where nothing stands in the question but words of publishing and of the document's card.
LOOSE_FIELDS = (
    ("licence", rf"\b(?:{_RIGHTS}|rights|derechos)\b"),
    ("published", r"\b(?:when|years?|dates?|month|how old|cuando|fecha|ano|mes)\b"),
    (
        "publisher",
        rf"\b(?:where|publisher|published|put out|(?:which|what) {_BODY}|donde|publico|editorial|que {_CUERPO})\b",
    ),
    ("authors", r"\b(?:who|whose|quien(?:es)?|names? (?:of|the)|authors?|autor\w*|people|signed|firm[ao]\w*)\b"),
    ("title", r"\b(?:title|called|titulo|llama)\b"),
)
# Who asks what a document says does not ask about the document.
SAYING = re.compile(
    r"\b(?:says?|said|gives?|gave|states?|stated|mentions?|claims?|thinks?|believes?|recommends?|dates?\s+the|according|dicen?|"
    r"dijo|dan?|afirma\w*|menciona\w*|segun|about|sobre|acerca)\b"
)
REFERENCE = (
    rf"\b(?:{_DETERMINER} (?:[\w'’.-]+ ){{0,3}}?(?:{DOCUMENT}|author|publisher|autora?|editorial)|{THE_AUTHORS})\b"
)
# Words by which people ask about a publication, beside those that say which one.
GENERIC = frozenset(
    """
    two dos can belong reproduced reproduce republished reuse pertenecen freely who whom wrote written write writing
    authored author authors writer writers coauthor coauthors name names called titled entitled title penned drafted
    produced prepared published publish publisher publishing publication come came out appear appeared released issued
    printed put date dated year month day old recent place licence license licensed copyright rights reserved
    organisation organization institution institute institutional think tank outlet body sort kind type stand stands
    behind opinion opinions view views position positions official officially stance conclusions line speak endorse
    endorsed endorses reservation reservations caveat caveats disclaimer own only personal responsibility responsible
    partisan nonpartisan non profit nonprofit independent neutral funded funding funds financed paid sponsored sponsor
    peer review reviewed refereed based base basis rely relies drawn draw method methods methodology work works worked
    working job jobs post posts role roles affiliated affiliation affiliations employ employed employer background
    credentials people person does did say says express expressed state stated please tell original actually expresa
    expresan lleva trae contiene escribio escribieron escrito escrita escribir redacto autor autora autores autoras
    nombre llama titula titulo publico publicado publicada publicaron publicacion editado salio aparecio fecha ano mes
    language languages link url web address read find see get download online idioma lengua enlace direccion leer
    encontrar ver consultar descargar puedo puede podemos
    dia licencia derechos reservados institucion organizacion centro tipo clase opiniones posicion oficial respalda
    comparte salvedad salvedades advertencia advertencias reservas responsabilidad partidista financio financiado pago
    revisado revisada pares arbitrado basa basado basada metodologia trabaja trabajan cargo cargos puesto puestos
    afiliacion carry carries hold holds give gives contain contains include includes instituto institucional fundacion
    revista periodico journal journals institutes women men woman man signed sign signs firma firman firmo program
    programme programmes private public mujeres hombres personas sede privada publica held belongs piece main
    """.split()
)
