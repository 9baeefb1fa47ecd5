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
    public void One_reading_that_settles_two_items_is_found_under_both()
    {
        Assert.That(Readings.Get("A-64"), Is.SameAs(Readings.Get("A-65")));
        Assert.That(Readings.Of(Requirements.Get("RCPT-6.2-05")).Select(r => r.Id), Does.Contain("AMB-11"));
    }
}
