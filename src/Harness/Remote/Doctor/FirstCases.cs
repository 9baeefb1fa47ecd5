using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;

namespace Conformance.Harness.Remote.Doctor;

/// <summary>Chooses a few cases that try every control action of a seat once and make the system under test send something.</summary>
public static class FirstCases
{
    // A window of silence lasts as long as its fence and the grace: worth several plain steps.
    private const int PriceOfSilence = 5;

    /// <summary>Chooses.</summary>
    /// <param name="cases">The cases of one seat, over the transports on which it answers.</param>
    /// <param name="isBound">Whether an action is bound to something.</param>
    /// <returns>The cases, cheapest first; empty when there are none without unbound actions.</returns>
    public static IReadOnlyList<TestCase> Choose(IEnumerable<TestCase> cases, Func<string, bool> isBound)
    {
        (TestCase Case, string[] Actions, int Price)[] offers =
        [
            .. cases.Select(c => (Case: c, Actions: ActionsOf(c), Price: PriceOf(c)))
                .Where(o => o.Actions.All(isBound))
                .OrderBy(o => o.Price).ThenBy(o => o.Case.Transport).ThenBy(o => o.Case.Id, StringComparer.Ordinal),
        ];
        var chosen = new List<TestCase>();
        var tried = new HashSet<string>(StringComparer.Ordinal);
        if (offers.FirstOrDefault(o => Speaks(o.Case)) is { Case: { } first } offer)
        {
            chosen.Add(first);
            tried.UnionWith(offer.Actions);
        }

        foreach (var (@case, actions, _) in offers.Where(o => o.Actions.Length > 0))
        {
            if (actions.Any(a => !tried.Contains(a)))
            {
                chosen.Add(@case);
                tried.UnionWith(actions);
            }
        }

        return chosen;
    }

    /// <summary>The control actions that a case asks of the system under test.</summary>
    public static string[] ActionsOf(TestCase @case) =>
    [
        .. StepsOf(@case).SelectMany<Step, string>(step => step switch
        {
            Dsl.Control control when control.Who == @case.Assignment.Party => [control.Action],
            SessionSetup setup when setup.Offerer == @case.Assignment.Party => ["open-session"],
            _ => [],
        }).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>True when the system under test has to send a request of its own.</summary>
    private static bool Speaks(TestCase @case) => StepsOf(@case).Any(step =>
        (step is Arrow arrow && arrow.From == @case.Assignment.Party) || (step is SessionSetup setup && setup.Offerer == @case.Assignment.Party));

    private static int PriceOf(TestCase @case) => @case.Variant.Steps.Sum(step => step is Never or Quiet ? PriceOfSilence : 1) + StepsOf(@case).Count();

    private static IEnumerable<Step> StepsOf(TestCase @case) => Leaves(@case.Variant.Steps);

    private static IEnumerable<Step> Leaves(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        AnyOrder group => Leaves(group.Steps),
        OneOf choice => Leaves(choice.Alternatives),
        Optional or Never => [],
        _ => Enumerable.Repeat(step, 1),
    });
}
