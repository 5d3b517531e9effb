BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBBBB BBBBBBBBBB gettext(u'Is it you?') BBBB gettext(u'Whose file is it?') BBBBBBBBBBBBB

BBBBB BBBBBBB
  XXXXBB BBBBBBBBBB gettext(u'Is it you?') BBBB gettext(u'Whose file is it?') BBBBBXXXXX
  BB BBBBBBBBBB
    XX XXXXXXXXXXXXX gettext(u'This phone or e-mail was used here before. Do you want to go on with a file, or begin a new one?') XXXX
  BBBB
    XX XXXXXXXXXXXXX gettext(u'Your birth year makes sure that nobody else opens your file.') XXXX
  BBBBB
   gettext(u'Continue') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB
BBBBBBBB BBBBBBB
