 gettext(u'Your second factor is set up.') 
