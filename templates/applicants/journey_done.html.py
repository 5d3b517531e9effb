BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBB gettext(u'We received your application') BBBBBBBB

BBBBB BBBBBBB
  XXXXBBBB BBBBBBBBBBBBBB  gettext(u'We received your application') XXXXX
  XXXX XXXXXXXXXXX XXXXXXXXXXX
    XXX gettext(u'Your file number') XXXX
    XX XXXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXXXXXXXXXXX
    XX XXXXXXXXXXXXX gettext(u'We also sent it to you. You never need it to come in: your phone or e-mail is enough.') XXXX
  XXXXXX
  XXXX gettext(u'What happens now') XXXXX
  XXX XXXXXXXXXXXXXXXXX
    XXXXXXX gettext(u'We look for an advisor who speaks your language.') XXXXXXXXX
    XXXXXXX gettext(u'Your advisor contacts you, usually within three working days.') XXXXXXXXX
    XXXXXXX gettext(u'You meet and look at your plan together.') XXXXXXXXX
  XXXXX
  BB BBBBBBBBBBBB
    XXX gettext(u'Thank you for helping. The person gets a message with the file number, and your name as the helper.') XXXX
    XXXXX XXXXXXXXXXXXX XXXXXXXXBBB BBBBBBBBBBBBBBXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXXXX gettext(u'Stop helping') XXXXXXXXXXXXXXXX
  BBBB BBBBBBBBBBBBBBBBBBBBBB BB BBBB
    XXXX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXBBB BBBBBBBBBXX gettext(u'My page') XXXXXXXXXX
  BBBB
    XXX gettext(u'You can send your documents now, or later: a photo with your phone is enough.') XXXX
    XXXX XXXXXXXXXXXXXXXX
      XX XXXXXXXXXX XXXXXXXXXXX XXXXXXX XXXXXXBBB BBBBBBBBBBBBBB BBBBBBBBBBBBXXBBBB BBBBBBBB  gettext(u'See which documents we need') XXXX
      XX XXXXXXXXXX XXXXXXXXX XXXXXXBBB BBBBBBBBBXX gettext(u'My page') XXXX
    XXXXXX
  BBBBB
  BB BBBBB BBB BBB BBBBBBBBBBBB
    XXXXXXXX XXXXXXXXXXXXX
      XXX XXXXXXXXXXX gettext(u'One more question') XXXXX
      BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
      XXXXX XXXXXXXXXXXXX XXXXXXXXBBB BBBBBBBBBBBBBBBBBXXBBBBBBBBBBXXXXXXX XXXXXXXXXX XXXXXXXXXXXXXX XXXXXXXXXXXXXX XXXXXXXXXXXXXX gettext(u'Yes, you may ask me') XXXXXXXXXXXXXXXX
      XX XXXXXXXXXXX XXXXXXX gettext(u'You do not have to. Saying nothing is a no.') XXXX
    XXXXXXXXXX
  BBBBB
BBBBBBBB BBBBBBB
