BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Pipeline') BBBBBBBB

BBBBB BBBBBBB
  BBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBB
  BB BBBBB
    XX XXXXXXXXXXXXX
       ngettext(u'%(number)s application, %(sum)s in all', u'%(number)s applications, %(sum)s in all', count) 
        SSSSSSSSSS SSSSSSSSSSSS SSSSSSS SS SSS
      
        PPPPPPPPPP PPPPPPPPPPPPP PPPPPPP PP PPP
      
    XXXX
    XXXX XXXXXXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXX XXXXXXXXXXXX gettext(u'Applications by state') XX
      BBB BBBBBB BB BBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
    XXXXXX
  BBBB BBBBBB
    BBB BBBBBBBBBB BB BBBBBBBBBB
     gettext(u'No application fits') 
     gettext(u'Choose fewer filters.') 
     gettext(u'Show all') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBBBBB
  BBBB
     gettext(u'No loan applications under way') 
     gettext(u'They appear here when somebody asks for a loan.') 
    BBBBBBB BBBBBBBBBBBBBBBBBBBB
  BBBBB
BBBBBBBB BBBBBBB
