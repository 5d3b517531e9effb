
XXXXXXXXBB BBBBBB XXXXBBBBBX
  XXXXXXXXX gettext(u'Paid out in parts') XXXXXXXXXX
  XX XXXXXXXXXXXXX gettext(u'Write the later parts here. The first part is what they leave of the loan. Each comes before the first instalment that pays back the loan.') XXXX
  FFFF
XXXXXXXXXX
