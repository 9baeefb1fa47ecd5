using System.Globalization;
using Conformance.Harness.Results;
using Spectre.Console;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>Shows how far a run is: a bar that moves on a terminal, a line for each tenth of the way in a log.</summary>
public static class ProgressView
{
    /// <summary>Runs the cases and follows them.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="selected">Number of cases that will run.</param>
    /// <param name="run">The run; it calls its argument, from any thread, when a case has ended.</param>
    public static Task<T> FollowAsync<T>(IAnsiConsole console, int selected, Func<Action<CaseResult>, Task<T>> run) =>
        console.Profile.Capabilities.Interactive && selected > 1 ? LiveAsync(console, selected, run) : InLinesAsync(console, selected, run);

    private static Task<T> LiveAsync<T>(IAnsiConsole console, int selected, Func<Action<CaseResult>, Task<T>> run) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var tally = new Tally(selected);
                var bar = context.AddTask(tally.ToString(), maxValue: selected);
                return await run(ended =>
                {
                    tally.Add(ended);
                    bar.Description = tally.ToString();
                    bar.Increment(1);
                });
            });

    private static async Task<T> InLinesAsync<T>(IAnsiConsole console, int selected, Func<Action<CaseResult>, Task<T>> run)
    {
        var tally = new Tally(selected);
        var gate = new Lock();
        var result = await run(ended =>
        {
            lock (gate)
            {
                if (tally.Add(ended) && selected >= 20)
                {
                    console.Write(new Line().Add(tally.ToString()));
                }
            }
        });
        if (selected >= 20)
        {
            console.WriteLine();
        }

        return result;
    }

    private sealed class Tally(int selected)
    {
        private readonly Lock gate = new();
        private int ended;
        private int failed;

        /// <summary>Counts a case; true when another tenth of the way is done.</summary>
        public bool Add(CaseResult @case)
        {
            lock (gate)
            {
                ended++;
                failed += @case.Verdict is Verdict.Fail or Verdict.Error ? 1 : 0;
                return ended * 10L / selected > (ended - 1) * 10L / selected;
            }
        }

        public override string ToString()
        {
            lock (gate)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{ended} of {selected} cases{(failed > 0 ? $", {failed} failed" : "")}");
            }
        }
    }
}
