using System.Text;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>Stacks that are not hostile at all, only busy: they ask, register, subscribe and keep connections alive while a case is under way.</summary>
[NonParallelizable]
public sealed class BackgroundTrafficSpecs
{
    private static readonly string[] OfItsOwn = ["OPTIONS", "REGISTER", "SUBSCRIBE", "PUBLISH", "NOTIFY"];

    [Test]
    public async Task What_a_stack_sends_of_its_own_accord_is_held_against_nobody()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut
        {
            Bob = async x =>
            {
                await x.SendAsync("\r\n\r\n"u8.ToArray());
                var number = 1;
                foreach (var method in OfItsOwn)
                {
                    await x.SendAsync(x.NewRequest(number++, method, body: ""));
                }

                await x.AnswerPolitelyAsync();
            },
        });

        var bobs = run.Results.Where(r => r.Scenario == "bob").ToArray();
        Assert.That(bobs.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(bobs.SelectMany(r => r.Findings).Select(f => f.Message), Is.Empty);
        Assert.That(bobs.Count(r => r.Timeline.OfType<TimelineEntry.Wire>().Any(w => w.Label.StartsWith("SUBSCRIBE", StringComparison.Ordinal))), Is.EqualTo(bobs.Length), "it is shown all the same");
    }
}
