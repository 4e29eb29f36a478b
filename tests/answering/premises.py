"""A small collection of made-up history, science and sport, and questions on it whose premise is false or true."""

DOCUMENTS = {
    "ferries.md": (
        "# The ferries of Lake Orla\n\n"
        "The Orla Ferry Company was founded in 1887 by the widow Agnes Thorne. "
        "Its first steamer, the Heron, sank in a storm off Calder Point on 3 March 1902; 41 passengers drowned and 12 "
        "survived. Parliament approved the Ferry Safety Act in 1904, after a debate of two days. "
        "The number of passengers rose from 12,000 in 1910 to 31,000 in 1925. "
        "The company had four steamers in 1910 and seven in 1925. "
        "The night service was abolished in 1931, because the lamps were too costly. "
        "Fares did not change between 1910 and 1925. "
        "The captain, Samuel Pike, was acquitted of negligence by the court at Denholm in 1903."
    ),
    "glacier.md": (
        "# The Svarta glacier\n\n"
        "The Svarta glacier retreated 900 metres between 1990 and 2015, and its meltwater feeds the river Tarn. "
        "The temperature of the summit station increased by 1.8 degrees between 1970 and 2010. "
        "The glacier does not cover the southern ridge. "
        "Of the nine lakes below the glacier, only two are frozen all the year. "
        "Snowfall decreased in the valley after 1985. "
        "The highest point of the range is Mount Keld, and the lowest pass is the Rann Gap. "
        "Researchers from Uppland installed 16 stakes on the ice in 1988. "
        "The survey measures ice by radar and not by drilling."
    ),
    "cup.md": (
        "# The Coast Cup\n\n"
        "Northport won the Coast Cup final of 1967 against Eastbay, by a landslide of 7 goals to 1. "
        "The goalkeeper Ivo Lund was released by the club in 1969. "
        "All eleven players of the final came from the town, two of them teachers. "
        "The league rejected the proposal to play on Sundays in 1972. "
        "The stadium was built at Harrow Lane in 1954 and demolished in 1998. "
        "Nobody was injured when the stand collapsed. "
        "Attendance was low in the last season, compared with rugby. "
        "Women never played in the Coast Cup before 1981."
    ),
    "teatro.md": (
        "---\nlanguage: es\n---\n\n# El teatro de Valdoria\n\n"
        "El teatro de Valdoria se fundó en 1911 y cerró en 1978. "
        "El ayuntamiento rechazó en 1979 la venta del edificio. "
        "Las entradas bajaron de precio entre 1950 y 1960. "
        "El incendio de 1934 ocurrió en Puertaverde y dejó tres heridos. "
        "La compañía tenía doce actores, y solo cuatro vivían en la ciudad. "
        "El actor más viejo de la compañía era Tomás Rueda. "
        "La orquesta no participó en el estreno. "
        "La directora Elvira Sanz fue absuelta por el tribunal en 1936."
    ),
}

# A question, and words of the sentence that corrects it.
FALSE = {
    "Why did Parliament reject the Ferry Safety Act in 1904?": "approved the Ferry Safety Act",
    "Why did Parliament approve the Ferry Safety Act in 1911?": "in 1904",
    "Why did the number of passengers fall between 1910 and 1925?": "rose from 12,000",
    "Why was the Orla Ferry Company founded in 1901?": "founded in 1887",
    "Why did the Heron sink near Denholm?": "off Calder Point",
    "Why did the company's fleet of steamers shrink between 1910 and 1925?": "four steamers in 1910",
    "Why was the night service established in 1931?": "abolished in 1931",
    "Why did fares change between 1910 and 1925?": "did not change",
    "Why was Samuel Pike convicted of negligence at Denholm?": "acquitted of negligence",
    "After Samuel Pike was convicted of negligence in 1903, where did he go?": "acquitted of negligence",
    "Why were 53 passengers drowned on the Heron?": "41 passengers",
    "Since the Svarta glacier covers the southern ridge, how thick is it there?": "does not cover",
    "Why did the temperature of the summit station drop between 1970 and 2010?": "increased by 1.8",
    "Why are most of the nine lakes below the glacier frozen all the year?": "only two are frozen",
    "Why did snowfall increase in the valley after 1985?": "decreased in the valley",
    "Why is Mount Keld the lowest point of the range?": "highest point of the range",
    "Why did researchers from Uppland install 40 stakes on the ice in 1988?": "16 stakes",
    "Why does the survey use drilling instead of radar?": "by radar",
    "When did the Svarta glacier advance to the river Tarn between 1990 and 2015?": "retreated 900 metres",
    "Why did Northport lose the Coast Cup final of 1967 against Eastbay?": "Northport won",
    "Why was Northport's win in the Coast Cup final of 1967 so narrow?": "by a landslide",
    "Why was the goalkeeper Ivo Lund appointed by the club in 1969?": "was released",
    "Why were all eleven players of the final teachers?": "two of them teachers",
    "Why did the league accept the proposal to play on Sundays?": "rejected the proposal",
    "Why was the stadium at Harrow Lane demolished in 1954?": "built at Harrow Lane",
    "Why was the stadium demolished in 1985?": "demolished in 1998",
    "Why was attendance in the last season so high compared with rugby?": "Attendance was low",
    "When did the league accept the proposal to play on Sundays in the Coast Cup?": "rejected the proposal",
    "How did the number of passengers come to drop between 1910 and 1925?": "rose from 12,000",
    "What explains the fall in the number of passengers between 1910 and 1925?": "rose from 12,000",
    "Who in Parliament opposed the Ferry Safety Act of 1904, which was thrown out?": "approved the Ferry Safety Act",
    "The Ferry Safety Act that Parliament rejected in 1904, what did it say?": "approved the Ferry Safety Act",
    "¿Por qué aprobó el ayuntamiento la venta del edificio en 1979?": "rechazó en 1979",
    "¿Por qué subieron de precio las entradas entre 1950 y 1960?": "bajaron de precio",
    "¿Por qué ocurrió el incendio de 1934 en Montalba?": "en Puertaverde",
    "¿Por qué se fundó el teatro de Valdoria en 1899?": "se fundó en 1911",
    "¿Por qué participó la orquesta en el estreno?": "no participó",
    "¿Por qué fue condenada Elvira Sanz por el tribunal en 1936?": "fue absuelta",
    "¿Por qué vivían en la ciudad todos los actores de la compañía?": "solo cuatro",
    "¿Por qué abrió el teatro de Valdoria en 1978?": "cerró en 1978",
    "¿Por qué era Carlos Mena el actor más viejo de la compañía?": "Tomás Rueda",
}

TRUE = (
    "Why did Parliament approve the Ferry Safety Act in 1904?",
    "Why did the number of passengers rise between 1910 and 1925?",
    "Why did the number of passengers not fall between 1910 and 1925?",
    "Why was the Orla Ferry Company founded in 1887?",
    "Why did the Heron sink in 1902?",
    "Why did the Heron sink near Calder Point?",
    "Why did the company buy more steamers between 1910 and 1925?",
    "Why was the night service abolished in 1931?",
    "Why did fares not change between 1910 and 1925?",
    "Why was Samuel Pike acquitted of negligence?",
    "Who founded the Orla Ferry Company?",
    "How many passengers of the Heron survived the storm?",
    "How many passengers of the Heron drowned?",
    "When was the Ferry Safety Act approved by Parliament?",
    "Did the number of passengers fall between 1910 and 1925?",
    "Did fares rise or fall between 1910 and 1925?",
    "Why does the Svarta glacier not cover the southern ridge?",
    "Why did the Svarta glacier retreat between 1990 and 2015?",
    "Why are only two of the nine lakes below the glacier frozen all the year?",
    "Why did snowfall decrease in the valley after 1985?",
    "What is the highest point of the range?",
    "What is the lowest pass of the range?",
    "Why did researchers from Uppland install 16 stakes on the ice?",
    "Why does the survey use radar instead of drilling?",
    "How much did the temperature of the summit station increase between 1970 and 2010?",
    "Which part of the range does the Svarta glacier not cover?",
    "Who won the Coast Cup final of 1967?",
    "Who lost the Coast Cup final of 1967 against Northport?",
    "Why did Eastbay lose the Coast Cup final of 1967?",
    "Why was Ivo Lund released by the club?",
    "How many of the eleven players of the final were teachers?",
    "Why did the league reject the proposal to play on Sundays?",
    "What did the league say about playing on Sundays?",
    "When was the stadium at Harrow Lane built?",
    "When was the stadium at Harrow Lane demolished?",
    "Why was the stadium at Harrow Lane built?",
    "Why was the night service established?",
    "Why was the theatre of Valdoria opened?",
    "¿Por qué se abrió el teatro de Valdoria?",
    "Why was nobody injured when the stand collapsed?",
    "Why was attendance low in the last season?",
    "Why did women not play in the Coast Cup before 1981?",
    "¿Por qué rechazó el ayuntamiento la venta del edificio en 1979?",
    "¿Por qué bajaron de precio las entradas entre 1950 y 1960?",
    "¿Por qué ocurrió el incendio de 1934 en Puertaverde?",
    "¿Cuándo cerró el teatro de Valdoria?",
    "¿Por qué no participó la orquesta en el estreno?",
    "¿Por qué fue absuelta Elvira Sanz por el tribunal?",
    "¿Cuántos actores de la compañía vivían en la ciudad?",
    "¿Quién era el actor más viejo de la compañía?",
    "¿Subieron o bajaron de precio las entradas entre 1950 y 1960?",
)
