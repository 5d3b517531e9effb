BBBBBBBBBB BBB gettext(u'Your advisor at %(institution)s') SSSS SSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'Your advisor at %(institution)s is %(advisor)s (%(office)s). Your advisor will contact you.') SSSS SSSSSSS SS SSSSSSSSSSSSSSS SS SSSSSSSSSSS SSSSSSSSSSSSS SSSS SSSSSSS SSSS SSSSSSS SSSS
BB BBBBBBBBBBB gettext(u'Someone will interpret when you meet.') 
BBBBB gettext(u'Your file number: %(number)s') SSSS SSSS SSSSSSS SSSSSSSSSSBBBBBBBBBBBBB
