BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'My page') BBBBBBBB

BBBBB BBBBBBB
  XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'My page') XXXXXXXXXXX
  BB BBBBBBB
    XX XXXXXXXXXXXXX gettext(u'The search for an advisor reads what stands here. Each change is on record.') XXXX
    BBB BBBBBBB BB BBBBBBBBBBBBBB
  BBBB
     gettext(u'You are not entered as an advisor') 
     gettext(u'An administrator adds advisors in the back office. Then your languages and absences stand here.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB
  BBBBB
BBBBBBBB BBBBBBB
