BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Make a new offer')  BBBBBBBB

BBBBB BBBBBBB
  BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB BB BBBB
   gettext(u'Loan application') 
  BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBB BBBBBBBBBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Make a new offer') X BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBXXXXXXXXXXX
  XXXX XXXXXXXXXXXXX
    XXX gettext(u'The offer is taken back, and you choose other dates or numbers. Somebody decides on it once more. The applicant gets a message; what a fund carries of it is free again.') XXXX
     gettext(u'Take the offer back') 
    BBBBBBB BBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBB BBBBBBBBBBB
  XXXXXX
BBBBBBBB BBBBBBB
