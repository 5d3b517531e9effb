BBBBBBBBBB BBB gettext(u'The rest of your loan is not paid out') SSS SSSS SS SSSS SSSS SS SSS SSSS SSS
 gettext(u'%(institution)s: you do not need the rest of your loan, %(rest)s. We do not pay it out. You pay back %(left)s in all, on the days that you know.') SSSSSSSSSSSSSSSS SSS SS SSS SSSS SSS SSSS SS SSSS SSSSS SSSSSSSSS SS SS SSS SSS SS SSSS SSS SSS SSSS SSSSSSSS SS SSSS SS SSS SSSS SSSS SSS SSSSS
 gettext(u'All dates are on your page:') 
BBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
