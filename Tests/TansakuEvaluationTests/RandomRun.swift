/// A random run with random judgments and what `trec_eval` makes of them.
///
/// Made with Python's `random.Random(20260405)`: grades -1 to 3, scores with ties, some of them only
/// as 32-bit numbers, a query without results, one without relevant documents, one without judgments.
/// The figures are those of pytrec_eval-terrier 0.5.11 (the code of trec_eval 9) to all digits, and
/// of ir-measures 0.4.3, but for `RR@100` of q1, where two documents have one score: 1 there.
enum RandomRun {
  static let measures = ["nDCG@10", "nDCG@3", "RR@100", "R@5", "Success@1", "AP"]

  static let figures: [String: [Double]] = [
    "q0": [
      0.7629590675098523, 0.5, 1.0, 0.5, 1.0, 0.673611111111111,
    ],
    "q1": [
      0.3996526953676937, 0.21000199575396408, 0.3333333333333333, 0.3333333333333333, 0.0,
      0.26210826210826216,
    ],
    "q2": [
      0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    ],
    "q3": [
      0.4710104300486374, 0.3424985031845269, 1.0, 0.42857142857142855, 1.0, 0.5277777777777778,
    ],
    "q4": [0, 0, 0, 0, 0, 0],
    "q5": [
      0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
    ],
    "q7": [
      0.618874779862202, 0.4692787260227565, 1.0, 0.3333333333333333, 1.0, 0.40740740740740744,
    ],
  ]

  static let judgments = """
    q0 0 d10 -1
    q0 0 d01 0
    q0 0 d07 1
    q0 0 d06 1
    q0 0 d00 1
    q0 0 d11 2
    q0 0 d08 3
    q0 0 z_9 2
    q1 0 d04 2
    q1 0 d07 -1
    q1 0 d02 -1
    q1 0 d01 3
    q1 0 d03 1
    q2 0 d06 -1
    q2 0 d10 1
    q2 0 d03 0
    q2 0 d11 1
    q2 0 z_9 0
    q3 0 東京 1
    q3 0 z_9 0
    q3 0 d07 1
    q3 0 Z-9 1
    q3 0 d08 3
    q3 0 d04 1
    q3 0 d10 1
    q3 0 d06 2
    q4 0 d09 -1
    q4 0 d08 2
    q4 0 d04 0
    q4 0 d05 2
    q4 0 Z-9 0
    q4 0 d06 3
    q4 0 d11 3
    q4 0 z_9 1
    q5 0 d01 0
    q5 0 d00 0
    q5 0 d03 0
    q5 0 d11 0
    q7 0 d02 0
    q7 0 d07 1
    q7 0 d00 1
    q7 0 d12 2
    q7 0 d04 3
    q7 0 Z-9 3
    q7 0 d01 3
    """

  static let run = """
    q6 Q0 d11 0 16777216.5 random
    q1 Q0 d08 1 2.0 random
    q6 Q0 d06 2 2.957 random
    q1 Q0 d06 3 -0.419 random
    q3 Q0 d05 4 3.049 random
    q0 Q0 d11 5 -0.479 random
    q6 Q0 d00 6 2.0 random
    q5 Q0 d05 7 0.664 random
    q2 Q0 d09 8 2.0 random
    q0 Q0 z_9 9 16777216.5 random
    q6 Q0 d07 10 3.0 random
    q7 Q0 d10 11 3.805 random
    q6 Q0 z_9 12 2.0 random
    q6 Q0 d04 13 1.0 random
    q5 Q0 東京 14 3.619 random
    q7 Q0 d00 15 1.37 random
    q1 Q0 d03 16 -0.095 random
    q5 Q0 z_9 17 2.248 random
    q3 Q0 d04 18 3.0 random
    q2 Q0 d03 19 2.0 random
    q0 Q0 d10 20 1.76 random
    q5 Q0 d10 21 3.0 random
    q6 Q0 d12 22 16777216.5 random
    q1 Q0 Z-9 23 1.0 random
    q1 Q0 東京 24 0.601 random
    q7 Q0 東京 25 -0.208 random
    q1 Q0 z_9 26 16777216.25 random
    q0 Q0 d06 27 16777216.75 random
    q7 Q0 d07 28 1.0 random
    q2 Q0 d04 29 0.424 random
    q1 Q0 d12 30 3.0 random
    q7 Q0 d03 31 1.0 random
    q3 Q0 Z-9 32 -0.213 random
    q3 Q0 d00 33 1.369 random
    q7 Q0 Z-9 34 2.0 random
    q2 Q0 d00 35 16777216.25 random
    q7 Q0 d11 36 1.0 random
    q0 Q0 d08 37 1.0 random
    q3 Q0 d03 38 1.0 random
    q5 Q0 d12 39 16777216.75 random
    q2 Q0 東京 40 1.434 random
    q1 Q0 d05 41 3.0 random
    q5 Q0 d02 42 2.0 random
    q5 Q0 d07 43 1.0 random
    q7 Q0 d08 44 1.0 random
    q0 Q0 d01 45 1.0 random
    q6 Q0 d08 46 1.0 random
    q5 Q0 d09 47 16777216.25 random
    q7 Q0 z_9 48 1.888 random
    q2 Q0 d01 49 3.0 random
    q3 Q0 d07 50 16777216.75 random
    q3 Q0 d01 51 1.0 random
    q3 Q0 東京 52 16777216.5 random
    q7 Q0 d09 53 2.228 random
    q1 Q0 d04 54 16777216.75 random
    q2 Q0 d08 55 0.183 random
    q2 Q0 d06 56 3.0 random
    q3 Q0 d06 57 0.471 random
    q5 Q0 d08 58 2.358 random
    q2 Q0 d12 59 2.0 random
    q1 Q0 d00 60 2.57 random
    q5 Q0 d00 61 3.0 random
    q1 Q0 d09 62 16777216.75 random
    q7 Q0 d04 63 16777216.75 random
    q1 Q0 d02 64 2.241 random
    q3 Q0 d11 65 1.0 random
    q1 Q0 d01 66 2.0 random
    q6 Q0 d09 67 2.869 random
    q7 Q0 d02 68 1.0 random
    q6 Q0 東京 69 -0.829 random
    q5 Q0 d01 70 1.0 random
    q5 Q0 d03 71 1.0 random
    q0 Q0 d00 72 1.0 random
    q5 Q0 Z-9 73 1.782 random
    q0 Q0 東京 74 0.653 random
    q1 Q0 d10 75 1.077 random
    """
}
