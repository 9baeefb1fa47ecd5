using System.Collections.Concurrent;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Harness.Tests.Engine;
using Conformance.Stack;

namespace Conformance.Scenarios.Tests;

/// <summary>
/// Systems that do next to nothing: they say that every action was carried out, and send no request of their own. Whatever passes with one of them
/// asks for no more than that.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class DullSystemSpecs
{
    // What is forbidden is not done by whoever does nothing, and what a 2xx is all that is owed for is done.
    private static readonly string[] SatisfiedByAnAnswer =
    [
        "list-message-anonymous-self-view", "list-message-expiry", "message-forms-accepted", "message-signed-date", "relay-accept-then-transport-error",
        "sec-opt-out-silent", "sip-message-basics", "sip-response-independent", "uas-reply-to-all-blind",
    ];

    [Test]
    public void Who_answers_nothing_passes_nothing() => Assert.That(Passing(null), Is.Empty);

    [TestCase(200)]
    [TestCase(202)]
    public void Who_answers_all_alike_and_does_nothing_passes_only_what_asks_for_no_more(int status) =>
        Assert.That(Passing(status).Select(c => c.Scenario).Distinct().Except(SatisfiedByAnAnswer), Is.Empty);

    private static IEnumerable<CaseResult> Passing(int? status)
    {
        var catalogue = new Catalogue();
        var settings = Plans.Virtual(catalogue, [], seed: 1).CaseSettings;
        var results = new ConcurrentBag<CaseResult>();
        Parallel.ForEach(catalogue.Cases.Where(c => c.Transport is TransportKind.Tcp), @case =>
        {
            var dull = new ScriptedSut
            {
                OnAction = (_, _, _) => { },
                OnRequest = (sut, transaction) =>
                {
                    if (status is { } code)
                    {
                        sut.Answer(transaction, code);
                    }
                },
            };
            results.Add(VirtualRun.Run(@case, dull, settings));
        });
        return results.Where(r => r.Verdict is Verdict.Pass);
    }
}
