# claim: raises ImportError: cannot import name 'ModuleList' from 'mindspore.nn'

from mindspore.nn import ModuleList  # expect: MSP109

layers = ModuleList()
