BBBBBBB BBBBBBBBBBB

BBBBB BBBBBBB BBBBBBBBBBB gettext(u'Error') X BBBBB gettext(u'Make an appointment') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Make an appointment') XXXXX
  BB BBB BBBBBBBBBBBBBBB
    XX XXXXXXXXXXXXX gettext(u'You can come to talk with us, or for help with papers. It costs nothing, and you need not have applied for anything.') XXXX
    XX XXXXXXXXXXXXX gettext(u'Have you applied already?')  XX XXXXXXBBB BBBBBBBXX gettext(u'Make the appointment on your own page, with your own advisor') XXXXXXXX
  BBBBB
   _("Take this time") 
BBBBBBBB BBBBBBB
