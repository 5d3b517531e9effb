BBBBBBBBBB BBB gettext(u'Your loan offer ends on %(day)s') SSSS SSSS SSSSS SSSS SS SSSSSSS
 gettext(u'%(institution)s: the offer for your loan ends on %(day)s. Look at the price and say if you accept:') SSSSSSSSSSSSSSSS SSS SSSSS SSS SSSS SSSS SSSS SS SSSSSSSS SSSS SS SSS SSSSS SSS SSS SS SSS SSSSSSS
BBB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBB
 gettext(u'Do you need more time? Write to your advisor or call us.') BBBBBBBBBBBBB
