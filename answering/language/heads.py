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
    abigail ada adela adriana agatha agnes agustina aida alba alejandra alexandra alice alicia alina alma amalia
    amanda amelia amparo amy ana anabel andrea angela angelica anita anna anne annie antonia araceli aurelia aurora
    azucena barbara beatriz belen berta bertha bianca blanca brenda brigitte camila candelaria carla carmen carolina
    caroline catalina catherine cecilia celia charlotte christina christine clara claudia clemencia concepcion
    constanza consuelo cristina cynthia daniela deborah delfina denise diana dolores dora dorothy edith eleanor
    elena elisa elise elizabeth ellen eloisa elsa elvira emilia emily emma erika ernestina esperanza estefania
    estela esther eugenia eulalia eunice eva evelyn fatima felicia fernanda florencia frances francisca gabriela
    genoveva georgina gertrude gina giselle gladys gloria grace graciela greta griselda hannah heather heidi helen
    helena hilda hortensia ilse ines ingrid inmaculada irene irma isabel isabella isabelle itzel ivonne jacqueline
    jane janet jasmine jennifer jenny jessica jimena joana josefa josefina juana judith julia juliana julieta karen
    karla kate katherine kathleen kimberly lara laura laurie leonor leticia lidia lilia liliana linda linnea lisa
    lola lorena lourdes lucia lucrecia lucy luisa luz lydia magdalena maite manuela marcela marcia margaret
    margarita maria mariana maribel maricela marie marilyn marina marisol maritza marta martha martina mary matilde
    maya megan melissa mercedes mercy micaela michelle minerva miranda mireya miriam monica monique nadia nancy
    natalia nina noemi nora norma nuria ofelia olga olive olivia paloma pamela patricia paula paulina perla petra
    philippa pilar rachel ramona raquel rebeca renata rita roberta rocio rosa rosalia rosalind rose roxana ruth
    sabina samantha sandra sara sarah selena sharon shirley silvana silvia socorro sofia soledad sonia sophie stella
    stephanie susan susana tania tatiana teresa thelma theresa tina ursula valentina valeria vanessa vera veronica
    victoria viviana wanda wendy ximena yadira yasmin yesenia yolanda yvonne zoe zoila
    """.split()
)
