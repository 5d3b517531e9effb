BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Choose your password') BBBBBBBB

BBBBB BBBBBBB
  BB BBBBBBBBBB
    XXXX gettext(u'This link does not work any more') XXXXX
    XXX gettext(u'It has been used, or it is older than three days. Ask for a new one.') XXXX
    XXXX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBXX gettext(u'Send me a new link') XXXXXXXXXX
  BBBB
    XXXX gettext(u'Choose your password') XXXXX
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBB BBBBBBBBBBBBBBBBB
  BBBBB
BBBBBBBB BBBBBBB
