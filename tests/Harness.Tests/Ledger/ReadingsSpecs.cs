using Conformance.Harness.Ledger;

namespace Conformance.Harness.Tests.Ledger;

[TestFixture]
public sealed class ReadingsSpecs
{
    [Test]
    public void Every_ambiguity_is_there_with_its_decision()
    {
        Assert.That(Readings.All.Count(r => r.Id.StartsWith("AMB-", StringComparison.Ordinal)), Is.EqualTo(80));
        Assert.That(Readings.All.Count(r => r.Id.StartsWith("A-", StringComparison.Ordinal)), Is.EqualTo(72));
        Assert.That(Readings.All.Where(r => !r.Id.Contains('-') || !char.IsDigit(r.Id[^1])).Select(r => r.Id), Is.EqualTo(new[] { "STRICT-DERIVED" }));
        Assert.That(Readings.All.Select(r => r.Id), Is.Unique);
        Assert.That(Readings.All.Where(r => r.Decision.Length < 10 || r.Problem.Length < 10 || r.Title.Length == 0).Select(r => r.Id), Is.Empty);
    }

    [Test]
    public void Readings_name_requirements_that_exist() =>
        Assert.That(Readings.All.SelectMany(r => r.Requirements).Where(id => !Requirements.TryGet(id, out _)), Is.Empty);

    [Test]
    public void Readings_named_in_requirements_exist() =>
        Assert.That(
            Requirements.All
                .SelectMany(r => System.Text.RegularExpressions.Regex.Matches($"{r.Text} {r.Observable} {r.Purpose}", @"\b(AMB|A)-\d\d\b").Select(m => m.Value))
                .Where(id => !Readings.TryGet(id, out _)),
            Is.Empty);

    [Test]
    public void What_the_tester_may_choose_has_alternatives_or_a_setting()
    {
        Reading[] chosen = [.. Readings.All.Where(r => r.Lenient?.Contains("PIXIT", StringComparison.Ordinal) == true)];

        Assert.That(chosen.Where(r => !r.IsOpen && r.Setting is null).Select(r => r.Id), Is.Empty);
        Assert.That(Readings.All.Where(r => r.IsOpen && r.Setting is not null).Select(r => r.Id), Is.Empty);
    }

    [Test]
    public void Alternatives_have_names_of_their_own_and_say_what_they_amount_to()
    {
        foreach (var reading in Readings.All.Where(r => r.IsOpen))
        {
            Assert.That(reading.Alternatives, Has.Count.GreaterThan(1), reading.Id);
            Assert.That(reading.Alternatives.Select(a => a.Name), Is.Unique.And.All.Matches("^[A-Za-z0-9-]+$"), reading.Id);
            Assert.That(reading.Alternatives[0].Weight, Is.Null, reading.Id);
            Assert.That(reading.Id == "STRICT-DERIVED" || reading.Alternatives.Skip(1).All(a => a.Weight is Severity.Warning or Severity.Finding || a.Claim is not null), reading.Id);
        }
    }

    [Test]
    public void What_is_not_declared_is_read_as_the_first_alternative_says()
    {
        var usual = Readings.Get("AMB-05");
        var declared = ChosenReadings.Default.With("amb-05", "x-no-namespace");

        Assert.That(ChosenReadings.Default.Of(usual)?.Name, Is.EqualTo("namespace"));
        Assert.That(declared.Of(usual)?.Name, Is.EqualTo("X-NO-NAMESPACE"));
        Assert.That(declared.Declared.Keys, Is.EqualTo(new[] { "AMB-05" }));
        Assert.That(ChosenReadings.Default.Declared, Is.Empty);
        Assert.That(() => declared.With("AMB-05", "no"), Throws.ArgumentException.With.Message.Contains("namespace, X-NO-NAMESPACE"));
    }

    [Test]
    public void Only_what_follows_the_declared_alternative_weighs_less()
    {
        var declared = ChosenReadings.Default.With("AMB-05", "X-NO-NAMESPACE");

        Assert.That(declared.Weigh("AMB-05", "X-NO-NAMESPACE", Severity.Fail), Is.EqualTo(Severity.Warning));
        Assert.That(declared.Weigh("AMB-05", null, Severity.Fail), Is.EqualTo(Severity.Fail));
        Assert.That(declared.Weigh("AMB-02", "X-SHORT-TYPE", Severity.Fail), Is.EqualTo(Severity.Fail));
        Assert.That(ChosenReadings.Default.Weigh("AMB-05", "X-NO-NAMESPACE", Severity.Fail), Is.EqualTo(Severity.Fail));
    }

    [Test]
    public void Claims_declare_readings_and_what_is_declared_by_name_comes_before_them()
    {
        var claimed = ChosenReadings.OfClaims(new Dictionary<string, string> { ["PICS-BCC-MODE"] = "self", ["P-LIST-PRIVATE"] = "true", ["PICS-RCPT"] = "none" });

        Assert.That(claimed.Declared, Is.EqualTo(new Dictionary<string, string> { ["A-17"] = "self" }));
        Assert.That(claimed.With(ChosenReadings.Default.With("A-17", "strip")).Declared["A-17"], Is.EqualTo("strip"));
    }

    [Test]
    public void Whoever_watches_is_told_what_a_judgement_asks_for()
    {
        var asked = new List<string>();
        var watched = ChosenReadings.Default.Watched(asked.Add).With("AMB-05", "X-NO-NAMESPACE");

        watched.Weigh("AMB-05", "X-NO-NAMESPACE", Severity.Fail);

        Assert.That(asked, Does.Contain("AMB-05"));
        Assert.That(asked, Does.Not.Contain("AMB-02"));
    }

    [Test]
    public void A_reading_bears_upon_the_clauses_that_it_names_and_those_that_name_it()
    {
        Assert.That(Readings.Bearing(Readings.Get("A-48")), Does.Contain("U5365-7.2-16"));
        Assert.That(Readings.All.SelectMany(Readings.Bearing).Where(id => !Requirements.TryGet(id, out _)), Is.Empty);
    }

    [Test]
    public void One_reading_that_settles_two_items_is_found_under_both()
    {
        Assert.That(Readings.Get("A-64"), Is.SameAs(Readings.Get("A-65")));
        Assert.That(Readings.Of(Requirements.Get("RCPT-6.2-05")).Select(r => r.Id), Does.Contain("AMB-11"));
    }
}
