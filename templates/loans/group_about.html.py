BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Borrowing as a group') BBBBBBBB

BBBBB BBBBBBB
  XXXX gettext(u'Borrowing as a group') XXXXX
  XX XXXXXXXXXXXXX gettext(u'A friend wants to borrow from %(institution)s in a group with you, and told you so.') S SSSSSS SSSSS SS SSSSSS SSSS SSSSSSSSSSSSSSS SS S SSSSS SSSS SSSS SSS SSSS SSS SSSXXXX
  XXXX XXXXXXXXXXXXX
    XXXX
      XXXX gettext(u'You owe nothing now. Nothing is signed by opening this page.') XXXXX
      XXXX gettext(u'In a group, each answers for the others: if one cannot pay, the others are asked.') XXXXX
      XXXX gettext(u'Each applies alone, says what he needs, and speaks with an advisor before anything is decided.') XXXXX
      XXXX gettext(u'A no has no bad consequence, for you or for anybody.') XXXXX
    XXXXX
    XXXX XXXXXXXXXXXXXXXXXX XXXXXXXXXX XXXXXXXXXXXX XXXXXXBBB BBBBBBBXX gettext(u'Apply for myself') XXXXXXXXXX
  XXXXXX
  XX XXXXXXXXXXXXX gettext(u'You do not have to do anything. If you do not know what this is, close the page.') XXXX
BBBBBBBB BBBBBBB
