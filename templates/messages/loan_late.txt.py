BBBBBBBBBB BBB gettext(u'Your instalment is late') SSSS SSSSSSSSSS SS SSSS
 gettext(u'%(institution)s: %(amount)s of your loan is late, since %(day)s.') SSSSSSSSSSSSSSSS SSSSSSSSSS SS SSSS SSSS SS SSSSS SSSSS SSSSSSSS 
 gettext(u'Look at your page:') 
BBB BBBBBBBBBBBBBBBBBBBBBB
