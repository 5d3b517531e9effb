BBBBBBBBBB BBB gettext(u'An earlier time is free at %(institution)s') SS SSSSSSS SSSS SS SSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: an earlier time is free: %(when)s, at %(office)s, with %(advisor)s. Who takes it first gets it. If you do nothing, your appointment stays: %(then)s.') SSSSSSSSSSSSSSSS SS SSSSSSS SSSS SS SSSSS SSSSSSSSS SS SSSSSSSSSSS SSSS SSSSSSSSSSSS SSS SSSSS SS SSSSS SSSS SSS SS SSS SS SSSSSSSS SSSS SSSSSSSSSSS SSSSSS SSSSSSSSS
 gettext(u'To take it:') 
BBBBBBBBBBBBB
