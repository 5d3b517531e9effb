BBBBBBBBBB BBB gettext(u'The dates of your loan have changed') SSS SSSSS SS SSSS SSSS SSSS SSSSSSS
 gettext(u'%(institution)s: the dates of your loan have changed. You pay next %(amount)s on %(day)s. The last day is %(last)s.') SSSSSSSSSSSSSSSS SSS SSSSS SS SSSS SSSS SSSS SSSSSSSS SSS SSS SSSS SSSSSSSSSS SS SSSSSSSS SSS SSSS SSS SS SSSSSSSSSBB BBBBBBBBBBB  gettext(u'The change has a real cost of %(sum)s (%(why)s). You pay it once.') SSS SSSSSS SSS S SSSS SSSS SS SSSSSSS SSSSSSSSSS SSS SSS SS SSSSSBBBBB
 gettext(u'All dates are on your page:') 
BBB BBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBB
