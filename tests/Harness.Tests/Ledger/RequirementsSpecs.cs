using Conformance.Harness.Ledger;

namespace Conformance.Harness.Tests.Ledger;

[TestFixture]
public sealed class RequirementsSpecs
{
    private static IEnumerable<Requirement> Receipts => Requirements.All.Where(r => r.Id.StartsWith("RCPT-", StringComparison.Ordinal));

    private static IEnumerable<Requirement> Lists => Requirements.All.Except(Receipts);

    [Test]
    public void Both_specifications_are_there_in_full()
    {
        Assert.That(Receipts.Count(), Is.EqualTo(139));
        Assert.That(Lists.Count(), Is.EqualTo(295));
        Assert.That(Requirements.All.Select(r => r.Id), Is.Unique);
        Assert.That(Requirements.All.Select(r => r.Id), Has.All.Match(@"^(RCPT|RX|U5365|C5364|F5363|I\d{4})-\d+(\.\d+)*-\d\d$"));
    }

    [TestCase(Level.Must, 17, 10, 44, 7)]
    [TestCase(Level.MustNot, 9, 0, 14, 4)]
    [TestCase(Level.Should, 9, 8, 19, 2)]
    [TestCase(Level.ShouldNot, 1, 2, 7, 0)]
    [TestCase(Level.May, 7, 1, 15, 1)]
    [TestCase(Level.Statement, 32, 41, 38, 7)]
    public void The_list_requirements_of_each_level_and_kind_are_as_many_as_were_found(Level level, int rules, int flows, int stimuli, int untestable) =>
        Assert.That(
            Enum.GetValues<RequirementKind>().Select(kind => Lists.Count(r => r.Level == level && r.Kind == kind)),
            Is.EqualTo(new[] { rules, flows, stimuli, untestable }));

    [TestCase(Level.Must, 15, 11, 2, 0)]
    [TestCase(Level.MustNot, 2, 4, 2, 0)]
    [TestCase(Level.Should, 0, 0, 1, 0)]
    [TestCase(Level.ShouldNot, 2, 0, 0, 0)]
    [TestCase(Level.May, 0, 1, 0, 0)]
    [TestCase(Level.Statement, 28, 55, 13, 3)]
    public void The_receipt_requirements_of_each_level_and_kind_are_as_many_as_were_found(Level level, int rules, int flows, int stimuli, int untestable) =>
        Assert.That(
            Enum.GetValues<RequirementKind>().Select(kind => Receipts.Count(r => r.Level == level && r.Kind == kind)),
            Is.EqualTo(new[] { rules, flows, stimuli, untestable }));

    [TestCase("uac", 76)]
    [TestCase("uri-list-service", 186)]
    [TestCase("uas", 33)]
    public void The_list_requirements_of_each_role_are_as_many_as_were_found(string role, int count) =>
        Assert.That(Lists.Count(r => r.Roles.Single() == role), Is.EqualTo(count));

    [Test]
    public void What_cannot_be_tested_says_why_and_nothing_else_does() =>
        Assert.That(Requirements.All, Has.All.Matches<Requirement>(r => r?.IsTestable == (r?.NotTestableReason is null)));

    [Test]
    public void What_can_be_tested_says_what_to_look_for_and_has_a_model_defect() =>
        Assert.That(
            Requirements.All.Where(r => r.IsTestable && (r.Observable is null || r.Mutant is null || r.Text.Length < 15 || r.Roles.Count == 0)).Select(r => r.Id),
            Is.Empty);

    [Test]
    public void References_between_requirements_lead_somewhere() =>
        Assert.That(
            Requirements.All.SelectMany(r => r.CoFailures.Append(r.DuplicateOf)).Where(id => id is not null && !Requirements.TryGet(id, out _)),
            Is.Empty);

    [TestCase("RCPT-6.2-09", Severity.Fail, Description = "a MUST")]
    [TestCase("RCPT-3.2-10", Severity.Warning, Description = "a SHOULD NOT")]
    [TestCase("RCPT-8.2-05", Severity.Fail, Description = "the bounds of a MAY")]
    [TestCase("RCPT-3.1-01", Severity.Fail, Description = "an indicative sentence that binds")]
    [TestCase("RCPT-3.2-09", Severity.Warning, Description = "softened by AMB-28")]
    [TestCase("RCPT-8.1-01", Severity.Warning, Description = "a lower-case should")]
    [TestCase("RCPT-3.2-13", Severity.Warning, Description = "shown in a figure only")]
    [TestCase("RCPT-3.3-03", Severity.Fail, Description = "STRICT-READ is on by default")]
    [TestCase("RCPT-8.1-05", Severity.Warning, Description = "derived")]
    [TestCase("RCPT-8.2-08", Severity.Fail, Description = "derived, yet always fails")]
    [TestCase("U5365-7.2-03", Severity.Fail, Description = "a MUST")]
    [TestCase("U5365-7.2-06", Severity.Warning, Description = "a SHOULD")]
    [TestCase("U5365-7-01", Severity.Fail, Description = "a statement judged like a MUST (A-66)")]
    [TestCase("C5364-4-20", Severity.Finding, Description = "a statement that names its consequence")]
    public void A_violation_weighs_what_the_verdict_table_says(string id, Severity expected) =>
        Assert.That(Requirements.Get(id).SeverityOfViolation, Is.EqualTo(expected));

    [Test]
    public void Options_move_severities()
    {
        Assert.That(ChosenReadings.Default.With("AMB-15", "read-optional").SeverityOf(Requirements.Get("RCPT-3.3-03")), Is.EqualTo(Severity.Warning));
        Assert.That(ChosenReadings.Default.With("STRICT-DERIVED", "on").SeverityOf(Requirements.Get("RCPT-8.1-05")), Is.EqualTo(Severity.Fail));
    }

    [TestCase("RCPT-6.2-90", "RCPT-6.2-09")]
    [TestCase("6.2-09", "RCPT-6.2-09")]
    [TestCase("U5363-7.2-03", "U5365-7.2-03")]
    public void An_unknown_id_is_answered_with_the_ids_that_look_like_it(string wrong, string meant) =>
        Assert.That(() => Requirements.Get(wrong), Throws.TypeOf<KeyNotFoundException>()
            .With.Message.Contains($"there is no requirement '{wrong}'").And.Message.Contains("did you mean").And.Message.Contains(meant));

    [Test]
    public void An_id_like_no_other_is_answered_with_an_example() =>
        Assert.That(() => Requirements.Get("???"), Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo("there is no requirement '???'; 434 are known, such as RCPT-3.1-01"));

    [Test]
    public void Ids_are_found_in_any_case_of_letters() => Assert.That(Requirements.Get("rcpt-6.2-09").Id, Is.EqualTo("RCPT-6.2-09"));

    [Test]
    public void Headings_keep_the_order_of_the_specifications()
    {
        var headings = Requirements.ByHeading.ToList();

        Assert.That(headings[0].Key.Title, Is.EqualTo("3.1 Instant message"));
        Assert.That(headings[0].Count(), Is.EqualTo(16));
        Assert.That(headings.Sum(h => h.Count()), Is.EqualTo(434));
    }

    [Test]
    public void No_text_of_the_ledger_refers_to_a_file() =>
        Assert.That(
            Requirements.All.Select(r => $"{r.Text} {r.Observable} {r.Purpose} {r.NotTestableReason} {r.Mutant}")
                .Concat(Readings.All.Select(r => $"{r.Problem} {r.Decision} {r.Lenient}"))
                .Where(t => t.Contains("../", StringComparison.Ordinal) || t.Contains(".md", StringComparison.Ordinal) || t.Contains("**", StringComparison.Ordinal)),
            Is.Empty);
}
