"""Words that say what a name is of: a person's title, a body, a thing, a place. Folded, English and Spanish."""

TITLES = frozenset(
    """
    admiral alcalde alcaldesa almirante bishop capitan captain col colonel coronel doctor doctora don dona dr gen
    general gobernador gobernadora governor ing judge juez jueza justice king lady lic lord lt mayor minister ministra
    ministro mr mrs ms obispo papa pope president presidenta presidente prince princess profesor profesora professor
    queen reina rey secretaria secretario secretary senador senadora senator sir sr sra
    """.split()
)
ROLES = frozenset(
    """
    author autor autora boss chair chairman chairwoman chief comandante commander commissioner comisionado coordinator
    coordinador coordinadora director directora dueno duena founder fundador fundadora head jefa jefe leader lider owner
    portavoz predecessor predecesor predecesora spokesman spokesperson spokeswoman successor sucesor sucesora
    """.split()
)
BODIES = frozenset(
    """
    administration agency armada army asociacion assembly association authority ayuntamiento banco band bank board
    brotherhood brothers bureau cabinet camara cartel center centre centro church club college comision comite
    commission committee company congreso congress consejo corporation corte council court department ejercito empresa
    entertainment escuela federacion federation fiscalia force forces forum foundation frente front fundacion gabinete
    gobierno government group guard guardia hall hospital hotel house inc institute instituto league ltd marina
    ministry museum navy network observatorio observatory office opera orchestra parliament partido party police
    policia press prosecutor records school secretaria secretariat secretary's senado senate service services
    sindicato society team theater theatre times tribunal union universidad university
    """.split()
)
THINGS = frozenset(
    """
    accord act acuerdo agreement album amendment ataque attack award awards batalla battle bill book carta case caso
    championship championships charter code codigo constitucion constitution convenio convention copa cup declaracion
    declaration encuesta enmienda estrategia festival film fondo fund game games guerra index indice informe
    iniciativa initiative juicio law ley masacre massacre novel olympics operacion operation operativo pact pacto plan
    policy politica premio prize program programa programme project protocol proyecto reform reforma report scheme
    season series show song story strategy survey symphony tour tratado treaty trial war
    """.split()
)
PLACES = frozenset(
    """
    aeropuerto airport bahia bay beach bridge calle city ciudad county creek east estado hill isla island islands
    islas lago lake montana monte mountain mountains municipio north park parque port province provincia puente puerto
    rio river san santa sierra south state states street valle valley west
    """.split()
)
# Bodies that do the same work, so that one takes another's place in a question.
ALIKE = tuple(
    frozenset(words.split())
    for words in (
        "assembly camara chamber congreso congress deputies diputados house parliament senado senate senators",
        "armada army ejercito force forces guard guardia marina navy police policia",
        "corte council court judge prosecutor fiscalia tribunal",
        "cartel gang group grupo",
    )
)
# First names of women, in English and Spanish.
WOMEN = frozenset(
    """
    adriana alejandra alicia alina amanda ana angela angelica anna barbara beatriz carla carmen carolina catalina
    cecilia clara claudia cristina daniela diana elena elisa elizabeth emma ernestina esther eva fernanda gabriela
    gina gloria helena ines irene isabel jessica jennifer joana juana julia karen karla kate laura leticia lidia linda
    linnea lucia luisa marcela margarita maria mariana marina marta martha mary mercedes monica natalia olga olivia
    patricia paula pilar raquel rebeca renata rosa ruth sandra sara sarah silvia sofia sonia susana tatiana teresa
    valentina vanessa veronica victoria ximena yolanda
    """.split()
)
