"""Words that tell people from everything else that is written with capitals, in English and French.

Plain tables, in small letters: adding a word is adding it to its line.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    """
    mr mrs ms miss sir lord lady dame baroness dr prof professor m mm mme mmes mlle messrs reverend rev rabbi
    mufti metropolitan archimandrite monsignor corporal sergeant lieutenant private sailor soldier
    colonel major captain
    """
)

FORMS_OF_ADDRESS = frozenset(
    {"mr", "mrs", "ms", "messrs", "m", "mm", "mme", "mmes", "lord", "lady", "sir", "dame", "baroness"}
)

# Words before a name that say what office the person holds. People named by their office act on others.
OFFICES = _words(
    """
    aide aides adviser advisers president vice-president co-president chancellor premier minister secretary
    under-secretary ambassador king queen prince princess pope patriarch archbishop bishop sheikh emir
    governor akim mayor deputy-mayor senator speaker commissioner rapporteur co-rapporteur rapporteurs
    co-rapporteurs general marshal prosecutor procurator judge justice magistrate
    investigator ombudsman ombudswoman ombudsperson chair chairman chairwoman chairperson co-chair co-chairs
    head chief leader director director-general dictator ruler representative envoy spokesperson spokesman
    spokeswoman author authors professor expert officer official oligarch spouse presidents ministers
    commissioners leaders judges prosecutors officials président présidente vice-président présidents ministre
    ministres secrétaire chancelier chancelière roi reine ambassadeur ambassadrice gouverneur maire sénateur
    sénatrice commissaire rapporteure rapporteures général procureur procureure juge dirigeant chef cheffe
    directeur directrice représentant représentante auteur porte-parole médiateur médiatrice
    """
)
# Offices that stand right before a surname alone: "President Erdoğan".
OFFICES_BEFORE_A_SURNAME = _words(
    """
    president vice-president chancellor premier minister senator general marshal judge justice
    prosecutor governor mayor commissioner ambassador king queen pope patriarch archbishop bishop sheikh emir
    président présidente vice-président chancelier chancelière ministre sénateur sénatrice général juge procureur
    procureure gouverneur maire commissaire ambassadeur ambassadrice roi reine
    """
)
# Offices of a body that is no government: they are often held by victims, and share with others what happened.
OFFICES_OF_A_BODY = _words(
    """
    director editor-in-chief chair co-chair chairman chairwoman chairperson head leader leaders president secretary
    founder co-founder directeur directrice rédacteur rédactrice dirigeant dirigeante fondateur fondatrice
    """
)
# Offices that are written in several words: each but the last may stand before it.
OFFICE_QUALIFIERS = _words(
    """
    crown prime first deputy vice foreign interior justice defence state secretary attorney acting chief
    special high attorney-general general premier première haut haute
    """
)
# Offices that opponents of a government hold: they do not make anyone more than a possible victim.
OF_THE_OPPOSED = _words(
    """
    opposition protest protester student union trade-union religious community civil civic movement strike
    former ex jailed imprisoned detained arrested exiled ousted dismissed elected ancien ancienne opposant
    opposante emprisonné emprisonnée détenu détenue
    """
)

# Words before a name that say why the person may be a victim.
VICTIM_WORDS = _words(
    """
    journalist journalists reporter reporters blogger bloggers editor publisher cameraman photographer
    activist activists campaigner defender defenders advocate lawyer lawyers attorney attorneys barrister
    politician politicians oppositionist opponent opponents dissident dissidents protester protesters
    demonstrator demonstrators prisoner prisoners detainee detainees convict hostage hostages victim victims
    citizen citizens whistleblower whistle-blower writer poet singer artist actor film-maker filmmaker
    academic scholar historian scientist teacher doctor student students trade-unionist unionist pastor priest
    imam philanthropist entrepreneur businessman businesswoman economist member members deputy deputies
    parliamentarian parliamentarians mp mps candidate councillor fiancé fiancée case cases children brother
    sister husband wife son daughter father mother widow cousin nephew niece relative relatives colleague
    colleagues founder applicant journaliste journalistes militant militante militants avocat avocate avocats
    défenseur défenseure défenseurs défenseuse prisonnier prisonnière prisonniers opposant opposante opposants
    blogueur blogueuse citoyen citoyenne député députée députés écrivain épouse époux mari femme frère sœur
    fils fille père mère
    """
)
KIN = _words(
    """
    brother sister husband wife son daughter father mother widow spouse partner
    """
)

# Words that start a sentence or a phrase with a capital and belong to no name.
LEADING_WORDS = _words(
    """
    a an the this these those that his her their its our we i you he she they it in on at by for from of to
    with without within since when while where who whose whom which what why how because although though
    despite however moreover furthermore therefore thus also both either neither nor and or but yet so if
    unless until before after during among amongst between against under over about as like such including
    include other another many several some all most more each every no not only even just still already
    recently today yesterday finally first second third last meanwhile instead then there here nevertheless
    nonetheless additionally according regarding concerning considering recalling noting welcoming condemning
    urging calling expressing following given once upon dear free freeing release releasing support supporting
    let stop ever ten two three four five six seven eight nine twelve dozens hundreds thousands arrested
    detained jailed imprisoned sentenced convicted accused charged released murdered killed tortured exiled
    abducted poisoned kidnapped missing former late ex political human prominent opposition independent
    investigative well-known young elderly veteran fellow local leading jewish orthodox
    catholic
    """
)
# The same in French. In an English text, "Le Thu Ha" is a name.
LEADING_WORDS_OF_FRENCH = _words(
    """
    le la les un une des du de ce cet cette ces son sa ses leur leurs notre nos nous il elle ils elles dans en
    à au aux par pour sur sous avec sans depuis lorsque quand tandis que qui dont où mais ou et donc ni car si
    selon après avant pendant entre contre parmi comme malgré bien aussi tous toutes plusieurs condamné
    condamnée condamnés arrêté arrêtée arrêtés détenu détenue détenus libéré libérée emprisonné emprisonnée
    accusé accusée ancien ancienne
    """
)

# A sequence of capitals that holds one of these names no person: institutions, documents, places, events.
THINGS = _words(
    """
    academy accord act action administration affairs africa agency agenda agreement airport alliance amendment
    america amnesty apartheid appeal archive area army article arts asia assembly assistance association
    atlantic authority avenue award baltic bank bar basin beach black board border borders boulevard branch
    bridge broadcasting building bureau business cabinet cabinets campaign camp canal capital caspian caucasus
    cell center centers central centre chamber channel chapter charter choice church city civil claims clinic
    club coalition code college colony commission commissions committee committees commons communication
    community company complex conference confederation congress consortium constitution constitutional
    consulate convention conventions cooperation co-operation corporation council councils county court courts
    covenant crescent crime crimea criminal crisis cross culture customs daily day days declaration defence
    defense delegation democracy democratic democrats department desk detention development dialogue digest
    directive directorate district documentation dream duma east eastern economic economy education election
    elections embassy emergency empire enforcement england english environment equality eurasia eurasian
    europe european evening event evidence exchange executive express facebook faculty fair family federal
    federation festival fidesz finance force forces foreign forum forward foundation freedom freedoms front
    frontline fund future gas gazeta gazette general global government gov grand great green greens group
    groups guard gulf health helsinki herald heritage high holding holocaust holy home hospital hotel house
    humanitarian human independence independent index information initiative inquiry institute institution
    institutes instagram intelligence inter interior internal international investigation island islands issue
    jail joint journal jurisdiction justice kingdom kremlin land law laws league left legal legislation letter
    liberal liberals liberties liberty library list lords lower mail majlis mandate mandela market media
    mediterranean meeting mejlis memorandum memorial middle military milli mission mission's mosque motion
    mount mountain mountains movement museum names nation national nations nato navy network new news
    newspaper nobel north northern notice observatory observer ocean office oil open opinion orchestra order
    ordinance organisation organisations organization pacific palace parliament parliamentary park part
    partner partnership party patriot patriots peace peninsula penal people people's peoples peoples' plan
    platform plc police policy political post power press prevention prison prisoners prize procedure
    programme program progress project property protection protocol province public question radio rapid
    reception reconciliation recommendation record red reform refugees region regional regions registry
    regulation relations release religion report reporters republic republican research resolution resource
    reuters review revolution right rights river road roma room round royal rule rules russia-led saint school
    sea secretariat section security senate sentence service services session settlement shelter ship site
    social socialist socialists society solidarity south southern soviet special square stadium standing
    standards state states statement station statute steering strait strasbourg strategy street strip studio
    summit sunday support supreme survey system taskforce task tatars tatar telegram television territory
    times today tower trade transparency treaty tribunal trust truth tv twitter un unesco union unions unit
    united university upper valley village violence voice voices war watch water web week weekly welfare west
    western without witness women workers working world writers written year youth zone youtube corruption
    anti-corruption ltd inc llc ooo gmbh sa ngo académie acte agence ambassade amnistie arrêt assemblée
    autorité banque cassation chambre charte collège comité commune communauté commissariat conférence conseil
    cour cours crise déclaration défense délégation démocratie démocratique département direction droit droits
    école église élection élections état états européen européenne européens fédération fondation fonds
    gouvernement groupe hôpital humains internationale institut législation libertés liberté ligue loi lois
    maison mandat médias ministère monde mouvement nationale observatoire pacte palais parlement parquet parti
    peuple peuples plateforme presse prix procédure protocole rapport rassemblement région règlement
    république réseau résolution rue saint-siège sécurité sénat société solidarité sommet suprême syndicat
    télévision traité unies unité université
        brotherhood brothers operation witnesses jehovah jehovah's neft telekom gaz energo invest airlines airways
    motors steel energy partners logistics partiya partisi partija belang dawn otan platforma pravda niva volya
    gündem moskvy laureate shield storm spring square's mosque's airlift avenue's chancellery politburo oblast
    province prefecture ministries ministry kommersant izvestia vedomosti telegraph tribune guardian standard
    mirror express dispatch bulletin
    """
)
# Endings that English and French give to things, in words too long to be a name.
THING_ENDINGS = ("tion", "tions", "sion", "sions", "ship", "ism", "isme", "ités", "ité", "ments", "rights", "isation")

# Places and bodies of several words that no other table rules out.
PLACES = frozenset(
    {
        *("los angeles", "san francisco", "las vegas", "mexico city", "buenos aires", "rio de janeiro"),
        *(
            "tel aviv",
            "abu dhabi",
            "abu ghraib",
            "addis ababa",
            "kuala lumpur",
            "ulan bator",
            "hong kong",
            "sri lanka",
        ),
        *("nizhny novgorod", "veliky novgorod", "stary oskol", "ivano frankivsk", "kryvyi rih", "bila tserkva"),
        *("nagorno karabakh", "gorno badakhshan", "banja luka", "novi sad", "cluj napoca", "monte carlo", "la haye"),
        *("guantanamo bay", "gezi park", "nord stream"),
        *("charlie hebdo", "pussy riot", "novaya gazeta", "deutsche welle", "le monde", "le figaro", "le soir"),
        *("la croix", "la repubblica", "der spiegel", "die zeit", "die welt", "el país", "el mundo"),
        *("saint petersburg", "st petersburg", "nizhny tagil", "velikiye luki", "ulan ude", "yoshkar ola"),
        *("naberezhnye chelny", "mineralnye vody", "east jerusalem", "khan younis", "khan yunis", "deir ez zor"),
        *("sharm el sheikh", "port said", "da nang", "hai phong", "santa clara", "san salvador", "santa cruz"),
        *("santiago de cuba", "ras al khaimah", "mar a lago", "nord ost", "kryvyi rig", "krivoy rog", "bela crkva"),
        *("nasha niva", "radio svaboda", "meydan tv", "abzas media", "kanal 13", "echo of moscow", "gran sasso"),
        *("al jazeera", "al qaeda", "al shabaab", "boko haram", "grey wolves"),
    }
)

# Words in small letters behind a sequence that make it the name of a thing, and before it.
THINGS_BEHIND = _words(
    """
    prison jail colony camp region district province oblast city town village street square river airport
    newspaper magazine channel television tv radio station agency company bank party movement foundation law
    laws act amendment amendments list sanctions hospital clinic university school court prize award case-law
    programme network website platform association organisation centre center institute group groups border
    peninsula principles convention protocol declaration agreement criteria
    """
)
THINGS_BEFORE = _words(
    """
    newspaper newspapers magazine channel channels television radio station agency company bank party movement
    foundation ngo ngos organisation organisations organization website websites outlet outlets portal daily
    weekly prison jail colony city town village region district province street square called named-after
    journal chaîne agence parti ong site ville région colonie hebdomadaire quotidien société
    """
)
# A sequence right behind one of these is a place: "in Matrosskaya Tishina". A person's case is not: see `v.`.
PLACE_PREPOSITIONS = _words(
    """
    in at near outside inside around en dans
    """
)
ARTICLES = _words(
    """
    the le la les l' l’ un une
    """
)

# Words in small letters within a name. French has "de" and "du" everywhere, and so needs a title before.
PARTICLES = _words(
    """
    de da di du del della van von der den dos das bin ben ibn al el eldin eddin uddin uulu kyzy ogly oglu oğlu qizi
    """
)
PARTICLES_OF_FRENCH = PARTICLES - _words(
    """
    de da du di
    """
)
PATRONYMIC_WORDS = _words(
    """
    uulu kyzy ogly oglu oğlu qizi
    """
)

STATES_BY_INITIALS = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "U.A.E."})

MONTHS_AND_DAYS = _words(
    """
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday
    """
)

# Peoples and languages, which are no names of persons but stand before them.
PEOPLES = _words(
    """
    albanian american andorran armenian austrian azerbaijani azeri belarusian belarussian belgian bosnian
    british bulgarian catalan canadian chechen chinese crimean croatian cypriot czech danish dutch egyptian
    english estonian european finnish french georgian german greek greek-cypriot hungarian icelandic iranian
    iraqi irish israeli italian kazakh kazakhstani kosovar kurdish kyrgyz latvian libyan lithuanian macedonian
    maltese mexican moldovan moldavian montenegrin moroccan norwegian ossetian palestinian polish portuguese
    romanian russian saudi scottish serb serbian slovak slovenian soviet spanish swedish swiss syrian tajik
    tatar tunisian turkish turkmen ukrainian uyghur uzbek venezuelan western yemeni ingush dagestani abkhaz
    belarusians russians turks ukrainians armenians azerbaijanis kurds tatars georgians kazakhs
    """
)
# Given names that are names of countries, cities or peoples too; two words that start so may be a person.
GIVEN_NAMES_TOO = _words(
    """
    jordan chad israel german roman georgia sofia florence victoria milan paris sydney
    """
)
PEOPLES_ONLY = PEOPLES - GIVEN_NAMES_TOO
