"""
Common names whose Latin spelling does not tell the letters behind it, or is shared by habit, not by sound.

"Omar" could as well write عمار or عامر; everybody means عمر. A row says: these Latin spellings mean this name.
"""

from typing import Final

_ROWS: Final = """
عمر omar umar omer oumar omor
عمار ammar
عامر amer aamer aamir
امیر amir ameer emir
عمرو amr amro
سعید said saeed saied
سید sayed sayyid syed seyed sayid
سعد saad sad
اسد asad assad
اسعد asaad
علی ali aly
علا alaa ala
هدی huda houda hoda
هادی hadi hady haadi
رشید rashid rachid rasheed
راشد rashed raashid rached
سلیم salim saleem selim
سالم salem saalim
ناصر naser nasser nasir nacer
نصیر naseer nassir nacir
نصر nasr
حسن hassan hasan hassen hacen hacene
حسان hassane hassaan
حامد hamed haamed
حمید hamid hameed
حمد hamad
کرم karam
کرام kiram
اکرم akram
اکرام ikram
جمال jamal djamal gamal jamaal
جمیل jamil djamil jameel
کمال kamal kamaal
کامل kamel kamil
خالد khaled khalid chalid
عادل adel adil
عدیل adeel
امین amin amine ameen
امینه amina ameena aminah
امنه amna amnah
ایمان iman imane eman imaan
طاهر taher tahir tahar
صالح saleh salih
صلاح salah
قادر qader kader qadir
قدیر qadeer
ماجد majed
مجید majid majeed
سامر samer
سمیر samir sameer
سمر samar
جابر jaber jabir djaber
جبار jabbar djabbar
بشار bashar bachar
نادر nader nadir
نذیر nazir nadhir nazeer
یاسر yasser yasir yaser
یسری yousri yosri
هاشم hashem hashim hachem hachim
هشام hisham hicham hesham hichem
انس anas
انیس anis anees
ایناس inas enas ines
باسم basem bassem basim
بسام bassam
فارس fares faris
فراس firas feras
زاهد zahed zahid
شاهد shahed shahid
شهید shaheed
سهیل sohail suhail soheil
سهیلا soheila suhaila
مراد murad mourad morad
مرید mourid
عابد abed abid
عبید obaid obeid ubaid
عباس abbas
""".strip()

_MEANT: Final[dict[str, str]] = {spelling: row.split()[0] for row in _ROWS.splitlines() for spelling in row.split()[1:]}


def meant_by(spelling: str) -> str | None:
    """The name (as a search key in Arabic script) that a Latin spelling means, or None where the letters tell."""
    return _MEANT.get(spelling)
