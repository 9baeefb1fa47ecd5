namespace Conformance.Sut.Tests;

/// <summary>
/// Every case as a test of its own against the stack that <c>CONFORMANCE_SUT</c> describes:
/// <code>CONFORMANCE_SUT=acme.json dotnet test tests/Sut.Tests</code>
/// Without it there is none.
/// </summary>
public sealed class SutSpecs
{
    private static IEnumerable<TestCaseData> Cases() =>
        SutUnderTest.File is { } file ? SutUnderTest.Cases(file).Select(id => new TestCaseData(id).SetName(id)) : [];

    private static IEnumerable<string> Files() => SutUnderTest.File is { } file ? [file] : [];

    [TestCaseSource(nameof(Cases))]
    public async Task Conforms(string id) => (await SutUnderTest.VerdictOfAsync(id)).Tell();

    [TestCaseSource(nameof(Files))]
    public async Task Stays_alive_and_answers_honestly(string file)
    {
        var remarks = await SutUnderTest.RemarksAsync();

        Assert.That(remarks.Where(r => r.Verdict.Verdict is "fail").Select(r => $"{r.Id}: {string.Join('\n', r.Verdict.Findings.Select(f => f.Text))}"), Is.Empty, file);
    }
}
