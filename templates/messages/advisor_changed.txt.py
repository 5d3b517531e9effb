BBBBBBBBBB BBB gettext(u'Your new advisor at %(institution)s') SSSS SSS SSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'Your advisor at %(institution)s is now %(advisor)s (%(office)s). You need not do anything: your file goes on as before.') SSSS SSSSSSS SS SSSSSSSSSSSSSSS SS SSS SSSSSSSSSSS SSSSSSSSSSSSS SSS SSSS SSS SS SSSSSSSSS SSSS SSSS SSSS SS SS SSSSSSS
BB BBBBBBBBBBB gettext(u'Someone will interpret when you meet.') 
BBBBB gettext(u'Your file number: %(number)s') SSSS SSSS SSSSSSS SSSSSSSSSSBBBBBBBBBBBBB
