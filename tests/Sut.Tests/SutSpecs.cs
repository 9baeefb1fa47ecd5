namespace Conformance.Sut.Tests;

/// <summary>
/// Every case as a test of its own against the stack that <c>CONFORMANCE_SUT</c> describes:
/// <code>CONFORMANCE_SUT=acme.json dotnet test tests/Sut.Tests</code>
/// Without it there is one test, and it is skipped.
/// </summary>
public sealed class SutSpecs
{
    private static IEnumerable<TestCaseData> Cases()
    {
        if (SutUnderTest.File is not { } file)
        {
            yield return new TestCaseData("none").SetName("No system under test").Ignore("set CONFORMANCE_SUT to a SUT file to run its cases as tests; docs/sut-file.md says what stands in one");
            yield break;
        }

        foreach (var id in SutUnderTest.Cases(file))
        {
            yield return new TestCaseData(id).SetName(id);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Conforms(string id) => (await SutUnderTest.VerdictOfAsync(id)).Tell();

    [Test]
    public async Task Stays_alive_and_answers_honestly()
    {
        if (SutUnderTest.File is null)
        {
            Assert.Ignore("set CONFORMANCE_SUT to a SUT file");
        }

        var remarks = await SutUnderTest.RemarksAsync();

        Assert.That(remarks.Where(r => r.Verdict.Verdict is "fail").Select(r => $"{r.Id}: {string.Join('\n', r.Verdict.Findings.Select(f => f.Text))}"), Is.Empty);
    }
}
