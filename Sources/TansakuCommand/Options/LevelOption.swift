public import ArgumentParser
public import Tansaku

extension MatchLevel: ExpressibleByArgument {}
