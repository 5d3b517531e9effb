BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'A loan and good advice for your own business') BBBBBBBB

BBBBB BBBBBXXXXBBBBBBBB

BBBBB BBBBBBBBBBBBBBBBB

BBBBB BBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB
  XXXX XXXXXXXXXXXXX
    XXXXX
      XXXX gettext(u'A loan and good advice for your own business') XXXXX
      XX XXXXXXXXXXXXX gettext(u'Do you want to start or grow a business? We lend money, and someone who speaks your language helps you.') XXXX
      XXXX XXXXXXXXXXXXXXXX
        XX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXBBB BBBBBBBXX gettext(u'Apply now')  BBBB BBBBBBBBBBBBB BBBBBBBBBBBXXXX
        XX XXXXXXXXXX XXXXXXXXXXXXX XXXXXXX XXXXXXBBB BBBBBBBXX gettext(u'Continue your application') XXXX
      XXXXXX
      XX XXXXXXXXXXXXXBBBB BBBBBBB  gettext(u'It takes about 15 minutes. You can stop at any time and go on later, on any phone.') XXXX
    XXXXXX
    XXXX XXXXXBBBBBB BBBBBBBBBBBBBBBBBBX XXXXXX XXXXXXXXXXX XXXXXXXXXXXXX
  XXXXXX

  XXXX gettext(u'What we offer') XXXXX
  XXXX XXXXXXXXXXXXXX
    XXXX XXXXXXXXXXX XXXXXXX
      BBBB BBBBBBBBBBBBBBB
      XXXX gettext(u'A loan') XXXXX
      XXX gettext(u'Without interest, with one fee. Or with interest. You see the whole price before you sign.') XXXX
    XXXXXX
    XXXX XXXXXXXXXXX XXXXXXX
      BBBB BBBBBBBBBBB
      XXXX gettext(u'Advice in your language') XXXXX
      XXX gettext(u'Your own advisor meets you near your home, or calls you.') XXXX
    XXXXXX
    XXXX XXXXXXXXXXX XXXXXXX
      BBBB BBBBBBBBBBBBBBBBBBB
      XXXX gettext(u'Help with papers') XXXXX
      XXX gettext(u'Tax, registration, letters: bring them, and we look at them together.') XXXX
      XXXXX XXXXXXBBB BBBBBBXXBBBB BBBBBBBBBBBBBBBB  gettext(u'Make an appointment') XXXXXXXX
      XXXXX XXXXXXBBB BBBBBBBBBBBBXX gettext(u'How to start a business, step by step') XXXXXXXX
    XXXXXX
    XXXX XXXXXXXXXXX XXXXXXX
      BBBB BBBBBBBBBBBBB
      XXXX gettext(u'Training') XXXXX
      XXX gettext(u'Short courses on how to start and run a business here.') XXXX
      XXXXX XXXXXXBBB BBBBBBBBBBBBBBBXX gettext(u'To read, to watch and to fill in') XXXXXXXX
    XXXXXX
  XXXXXX

  XXXX gettext(u'How it goes') XXXXX
  XXX XXXXXXXXXXXXXXXXX
    XXXXXXXXXXXXXXX gettext(u'You answer questions, one at a time.') XXXXXXXXXXXXXXXXXX
    XXXXXXXXXXXXXXX gettext(u'An advisor calls you.') XXXXXXXXX  gettext(u'You meet and look at your plan together.') XXXXXXXXX
    XXXXXXXXXXXXXXX gettext(u'We decide, and tell you why.') XXXXXXXXX  gettext(u'Applying costs nothing.') XXXXXXXXX
  XXXXX

  XXXX XXXXXXXXXXXXX
    XXX XXXXXXXXXXX gettext(u'Are you a partner or do you work here?') XXXXX
    XXXXX XXXXXXBBB BBBBBBBBBBBBBBBXX gettext(u'Log in') XXXXXXXX
  XXXXXX
BBBBBBBB BBBBBBB
