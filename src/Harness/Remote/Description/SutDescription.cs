using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Remote.Description;

/// <summary>
/// A system under test that nobody here wrote, as its SUT file describes it: what it claims (PICS), where it is and with which values it is tested
/// (PIXIT), and how it is made to act. Immutable; everything in it has been checked by <see cref="SutFile"/>.
/// </summary>
public sealed record SutDescription
{
    /// <summary>Name for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its version, for reports; null when the file gives none.</summary>
    public string? Version { get; init; }

    /// <summary>What it claims to implement.</summary>
    public required SutPics Pics { get; init; }

    /// <summary>Where it is, by seat. A claimed seat may be missing only when the harness is its registrar.</summary>
    public required IReadOnlyDictionary<Seat, SeatAddresses> Addresses { get; init; }

    /// <summary>Where the harness listens.</summary>
    public HarnessPlace Harness { get; init; } = new();

    /// <summary>The account with which the harness answers challenges; null when the system under test asks for none.</summary>
    public SutAccount? Credentials { get; init; }

    /// <summary>An account that the system under test knows and that may not use its list service; null when there is none.</summary>
    public SutAccount? NotEntitled { get; init; }

    /// <summary>The account with which the system under test answers challenges of the harness; null when it is the same as <see cref="Credentials"/>.</summary>
    public SutAccount? Challenge { get; init; }

    /// <summary>Certificates.</summary>
    public SutTls Tls { get; init; } = new();

    /// <summary>Timers.</summary>
    public SutTimers Timers { get; init; } = new();

    /// <summary>Bounds.</summary>
    public SutLimits Limits { get; init; } = new();

    /// <summary>Readings of ambiguous passages that the system under test declares.</summary>
    public ChosenReadings Readings { get; init; } = ChosenReadings.Default;

    /// <summary>How it is made to act, and how it says what its user sees.</summary>
    public SutControl Control { get; init; } = new();

    /// <summary>Absolute path of the file; commands run in its folder, and file names in it are relative to that.</summary>
    public required string File { get; init; }

    /// <summary>Hides the secrets of the file in everything that people or programs get to read.</summary>
    public required Redaction Redaction { get; init; }

    /// <summary>Name and version, for reports.</summary>
    public string Title => Version is null ? Name : $"{Name} {Version}";

    /// <summary>The folder of the file.</summary>
    public string Folder => Path.GetDirectoryName(File) ?? "/";

    /// <summary>The values a run needs.</summary>
    public Pixit Pixit => new()
    {
        T1 = Timers.T1,
        ResponseTime = Timers.Response,
        ActTime = Timers.Act,
        Grace = Timers.Grace,
        UserTime = Timers.User,
        FanOutTime = Timers.FanOut,
        LatestTime = Timers.Latest,
        HoldTime = Timers.Hold,
        LateTime = Timers.Late,
        Retries = Limits.Retries,
        ListLimit = Pics.ListLimit,
        Reasons = Pics.Reasons,
        CaseTime = Limits.CaseDeadline,
        Credentials = Credentials?.ToCredential(),
        NotEntitled = NotEntitled?.ToCredential(),
        Challenge = Challenge?.ToCredential(),
        LacksOtherCertificate = Pics.IsAuthenticatedByTls && Tls.OtherCertificate is null,
        PositiveReceipts = Pics.Receipts.Contains(Im.Positive),
        NegativeReceipts = Pics.Receipts.Contains(Im.Negative),
        PathMtu = Limits.PathMtu,
        PathIsSafe = Limits.PathIsSafe,
        DateSkew = Limits.DateSkew,
        Readings = ChosenReadings.OfClaims(Pics.Items).With(Readings),
        Void = new Applicability(Pics).Void().Select(r => r.Id).ToHashSet(StringComparer.Ordinal),
    };

    /// <summary>The users that have to register with the harness before cases can run, since the file does not say where they are; an empty name stands for anybody.</summary>
    public IReadOnlyList<string> UsersToRegister(IEnumerable<TestCase> cases) => !Harness.Registrar ? [] :
    [
        .. cases.Select(c => (c.Transport, Place: Addresses.GetValueOrDefault(c.Assignment.Seat) ?? new SeatAddresses()))
            .Where(c => c.Place.Sip(c.Transport) is null).Select(c => c.Place.RegisteredUser).Distinct(),
    ];

    /// <summary>
    /// True for a case with somebody whose certificate is wrong. It says something of a system that trusts the harness for its certificate; one to which no certificate
    /// of the harness was given can only trust everybody.
    /// </summary>
    private static bool NeedsTrust(TestCase @case) =>
        @case.Variant.Steps.Any(s => s is Never { Forbidden: Arrow { To.HasWrongCertificate: true } });

    /// <summary>The cases that its claims make sense of.</summary>
    public IReadOnlyList<TestCase> Claimed(IEnumerable<TestCase> cases)
    {
        var claims = new Applicability(Pics);
        return [.. cases.Where(c => claims.Covers(c) && (Tls.Certificate is not null || !NeedsTrust(c)))];
    }

    /// <summary>Cases of the seats and transports that it claims, which its other claims leave out: what denies them, and their ids.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LeftOut(IEnumerable<TestCase> cases)
    {
        var claims = new Applicability(Pics);
        return cases.Where(claims.IsOfItsKind).Select(c => (c.Id, Why: claims.Denied(c))).Where(c => c.Why is not null)
            .GroupBy(c => c.Why ?? "", c => c.Id).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Order(StringComparer.Ordinal)], StringComparer.Ordinal);
    }
}
