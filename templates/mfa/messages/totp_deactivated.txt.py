 gettext(u'Your second factor is given up.') 
