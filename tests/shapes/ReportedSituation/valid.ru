INSERT DATA { GRAPH g:reported { s:Sale-1 kg:direction kg:Undertake ; kg:reason kg:Alleged } } ;
