using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;

namespace Conformance.Harness.Engine;

/// <content>What the user of the system under test is shown: which sight it is, and what is said of it.</content>
internal sealed partial class CaseRun
{
    private void OnSight(UserSight sight)
    {
        if (_over || !sight.Values.TryGetValue("user", out var user) || !_addresses.Values.Any(a => a.User == user))
        {
            return;
        }

        _tester.Note(new SightSeen(0, _tester.Loop.Now, Case.Id, sight));
        _happenings.Add(new TimelineEntry.UserEvent(0, Elapsed, SutParty.Name, Describe(sight)));
        foreach (var window in _windows.Where(w => !w.IsClosed && !w.IsBroken))
        {
            if (window.Never.Forbidden is Sight forbidden && Shows(forbidden, sight))
            {
                window.IsBroken = true;
                Find(window.Never, $"{SutParty} showed its user {forbidden.Label} although it must not", NoneOf(forbidden), DescribeWhole(sight), null);
                return;
            }
        }

        var awaited = _awaited.FirstOrDefault(a => !a.IsSatisfied && a.Expectation.Alternatives.OfType<Sight>().Any(s => Shows(s, sight)));
        if (awaited is null)
        {
            _sights.Add(sight);
            return;
        }

        awaited.IsSatisfied = true;
        Exercise(awaited.Expectation.Step);
        Settle();
        Advance();
    }

    private bool Shows(Sight expected, UserSight seen) =>
        expected.Event == seen.Event && expected.Values.All(v => seen.Values.TryGetValue(v.Name, out var value) && v.Value switch
        {
            Party party => value.Contains(AddressOf(party).User, StringComparison.Ordinal),
            Im im => value == Resolve(im) && (value.Length > 0 || !SharesUser || MayBe(im, seen)),
            _ => value == Resolve(v.Value),
        });

    /// <summary>A message that has no id is known by its user, or where all cases have the same one by its text: the sight may be another case's.</summary>
    private bool MayBe(Im im, UserSight seen) =>
        !seen.Values.TryGetValue("text", out var text) || text.Contains(im.FactsIn(Facts).Text, StringComparison.Ordinal);

    /// <summary>Short enough for a ladder: the message by its name in the scenario, and the values that are no addresses or texts.</summary>
    private string Describe(UserSight sight)
    {
        var values = sight.Values.Where(v => v.Key is not ("user" or "from" or "text" or "recipient" or "call-id" or "disposition"))
            .Select(v => v.Key == "message-id" ? Facts.NameOfMessage(v.Value) ?? v.Value : v.Value);
        return $"{sight.Event} {string.Join(", ", values)}".TrimEnd();
    }

    /// <summary>With all that decides whether it is the sight that was due: whose it is, and of which words.</summary>
    private string DescribeWhole(UserSight sight) =>
        $"{sight.Event} {string.Join(", ", sight.Values.Where(v => v.Key is not "user" && v.Value.Length > 0).Select(v => $"{v.Key} {(v.Key == "message-id" ? Facts.NameOfMessage(v.Value) ?? v.Value : v.Value)}"))}".TrimEnd();

    /// <summary>A forbidden line is no line of its kind: "any receipt" becomes "no receipt".</summary>
    private static string NoneOf(Step forbidden) => $"no {(forbidden.Label.StartsWith("any ", StringComparison.Ordinal) ? forbidden.Label[4..] : forbidden.Label)}";
}
