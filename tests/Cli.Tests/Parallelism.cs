// Fixtures that run the program as processes wait for them, most of the time for what never comes; the others catch the console of this process, one at a time.
[assembly: LevelOfParallelism(4)]
