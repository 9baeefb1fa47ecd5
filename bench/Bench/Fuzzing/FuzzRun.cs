using System.Diagnostics;
using Conformance.Wire;
using Conformance.Wire.Tests.Sip;

namespace Conformance.Bench.Fuzzing;

/// <summary>Gives every target its share of damaged input. One seed gives the same input again.</summary>
internal static class FuzzRun
{
    private const int Passed = 0, Failed = 1;

    /// <summary>Longer than any read of a few kilobytes can honestly take, even on a busy machine.</summary>
    private static readonly TimeSpan TooSlow = TimeSpan.FromSeconds(5);

    public static int Run(int count, int seed)
    {
        Console.WriteLine($"seed {seed}, {count} inputs");
        int share = Math.Max(1, count / FuzzTargets.All.Count);
        bool clean = true;
        foreach (FuzzTarget target in FuzzTargets.All)
        {
            clean &= Run(target, share, seed);
        }
        return clean ? Passed : Failed;
    }

    private static bool Run(FuzzTarget target, int count, int seed)
    {
        var random = new Random(seed);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            byte[] input = Mutations.Of(target.Seeds, random);
            long before = Stopwatch.GetTimestamp();
            try
            {
                target.Read(input);
            }
            catch (Exception defect)
            {
                // Any exception is what the run looks for; the input is all that is needed to see it again.
                Console.WriteLine($"{target.Name}: input {i} threw {defect}{Environment.NewLine}  {WireText.Escape(input)}");
                return false;
            }
            if (Stopwatch.GetElapsedTime(before) > TooSlow)
            {
                Console.WriteLine($"{target.Name}: input {i} took {Stopwatch.GetElapsedTime(before)}{Environment.NewLine}  {WireText.Escape(input)}");
                return false;
            }
        }
        Console.WriteLine($"{target.Name,-22} {count,9} inputs, nothing thrown, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        return true;
    }
}
