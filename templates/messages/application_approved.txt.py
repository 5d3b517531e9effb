BBBBBBBBBB BBB gettext(u'Your loan is approved') SSSS SSSS SS SSSSSSSS
 gettext(u'%(institution)s: your loan of %(amount)s is approved. Look at the price and say if you accept:') SSSSSSSSSSSSSSSS SSSS SSSS SS SSSSSSSSSS SS SSSSSSSSS SSSS SS SSS SSSSS SSS SSS SS SSS SSSSSSS
BBB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBB BBBBBBBBBB
 gettext(u'Your advisor tells you what is still needed.') BBBBBBBBBBBBBBBBBB
