BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Nothing is asked of you') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Nothing is asked of you') XXXXX
  BB BBBBBBBB
    XX XXXXXXXXXXXXX gettext(u'This guarantee has ended. You are free and owe nothing. Thank you.') XXXX
  BBBB
    XX XXXXXXXXXXXXX gettext(u'This request was withdrawn. You owe nothing and have nothing to do. Thank you.') XXXX
  BBBBB
BBBBBBBB BBBBBBB
