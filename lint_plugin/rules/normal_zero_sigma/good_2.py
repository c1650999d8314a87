from mindspore.common.initializer import Normal, TruncatedNormal

inits = [Normal(0.02, 0.0), Normal(0.02), TruncatedNormal(0.02), Normal(mean=0.0, sigma=0.02)]
