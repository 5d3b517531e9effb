BBBBBBBBBB BBB ngettext(u'%(number)s practice with news', u'%(number)s practices with news', count) SSSSSSSSSS SSSSSSSS SSSS SSSSPPPPPPPPPP PPPPPPPPP PPPP PPPP
 gettext(u'Hello %(name)s, this is new in the network since last week:') SSSSS SSSSSSSSS SSSS SS SSS SS SSS SSSSSSS SSSSS SSSS SSSSS
BBB BBBBBBBB BB BBBBBBBBB
X  XX
  BBB BBBBBBBBBB BBBBBBBBBBBBBBBB
BBBBBBBB BBBB
 gettext(u'There is more on the page of the network.') 
BBBBB
 gettext(u'To get no such mail, turn it off here:') 
BBB BBBBBBBBBBBBBBBBBBBBBB
