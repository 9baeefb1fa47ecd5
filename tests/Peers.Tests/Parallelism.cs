// A real stack is waited for, for what it never sends; that takes time and no processor.
[assembly: LevelOfParallelism(7)]
