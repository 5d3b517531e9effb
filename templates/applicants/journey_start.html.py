BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'Your application') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Your application') XXXXX
  BB BBBBB
    XX XXXXXXXXXXXXX gettext(u'You have begun. Your answers are still here.') XXXX
    XXXX XXXXXXXXXXXXXXXX
      XX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXXX gettext(u'Go on')  BBBB BBBBBBBBBBBBB BBBBBBBBBBBXXXX
      BB BBBBBBBBBB BB BBBBBBBB
        XXXXX XXXXXXXXXXXXXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXXX gettext(u'Remove my answers and begin again') XXXXXXXXXXXXXXXX
      BBBBB
    XXXXXX
  BBBB BBBBB BBB BBBBBBBBBBBB
    XX XXXXXXXXXXXXX gettext(u'Everything is sent. You can stop helping now.') XXXX
  BBBB BBBBB
    XX XXXXXXXXXXXXX gettext(u'You have no open application. If you need something, you can begin a new one.') XXXX
    XXXX XXXXXXXXXXXXXXXX
      XXXXX XXXXXXXXXXXXXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXX XXXXXXXX gettext(u'Begin a new application') XXXXXXXXXXXXXXXX
      XX XXXXXXXXXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBXX gettext(u'My page') XXXX
    XXXXXX
  BBBB
    XX XXXXXXXXXXXXX gettext(u'We ask you some questions, one at a time. It takes about 15 minutes.') XXXX
    XXX XXXXXXXXXXXXXX
      XXXX gettext(u'Write in any language. You can stop and go on later, on any phone.') XXXXX
      XXXX gettext(u'You need a phone or an e-mail address: we send you a code.') XXXXX
      XXXX gettext(u'Applying costs nothing. You decide at the end whether you send it.') XXXXX
    XXXXX
    XXXX XXXXXXXXXXXXXXXX
      XX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXXXBB BBBBBBBBBBBBBBBBBBBBBBB gettext(u'Begin') BBBB gettext(u'I apply for myself') BBBBB BBBB BBBBBBBBBBBBB BBBBBBBBBBBXXXX
      XX XXXXXXXXXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBXX gettext(u'I have begun before') XXXX
      BB BBB BBBBBBBBBBBBBBBBBBBBBBBXX XXXXXXXXXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBXXBBBB BBBBBBBB  gettext(u'I help somebody else') XXXXBBBBB
    XXXXXX
    XXXXX XXXXXXBBB BBBBBBBBBBBBXX gettext(u'Who else can help you') XXXXXXXX
  BBBBB
BBBBBBBB BBBBBBB
