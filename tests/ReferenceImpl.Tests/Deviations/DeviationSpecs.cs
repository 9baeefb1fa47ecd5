using Conformance.ReferenceImpl.Tests.Plays;

namespace Conformance.ReferenceImpl.Tests.Deviations;

/// <summary>
/// Each seat goes through a long play with scripted peers, once clean and once with each fault. A fault that leaves no trace on the wire or with the
/// user is none. Ids come from seeds, so that equal conduct gives equal transcripts.
/// </summary>
public sealed class DeviationSpecs
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Deviation>, IReadOnlyList<string>>> Plays = new()
    {
        ["im-sender"] = SenderPlay.Run,
        ["im-recipient"] = RecipientPlay.Run,
        ["im-intermediary"] = RelayPlay.Run,
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> Clean = Plays.ToDictionary(play => play.Key, play => play.Value([]));

    private static IEnumerable<TestCaseData> Faults => ReferenceSeats.Deviations
        .Where(deviation => Plays.ContainsKey(deviation.Seat) && !SmimeFaults.Include(deviation))
        .Select(deviation => new TestCaseData(deviation).SetArgDisplayNames(deviation.Seat, deviation.Id));

    [TestCaseSource(nameof(Faults))]
    public void A_deviation_can_be_seen(Deviation deviation) =>
        Assert.That(Plays[deviation.Seat]([deviation]), Is.Not.EqualTo(Clean[deviation.Seat]));

    [TestCase("im-sender")]
    [TestCase("im-recipient")]
    [TestCase("im-intermediary")]
    public void The_same_play_gives_the_same_transcript(string seat) => Assert.That(Plays[seat]([]), Is.EqualTo(Clean[seat]));

    [Test]
    public void Ids_are_unique_within_a_seat_and_start_with_a_row()
    {
        foreach (var seat in ReferenceSeats.Deviations.GroupBy(deviation => deviation.Seat))
        {
            Assert.That(seat.Select(deviation => deviation.Id), Is.Unique);
        }

        var receipts = ReferenceSeats.Deviations.Where(deviation => deviation.Requirement.StartsWith("RCPT-", StringComparison.Ordinal));
        Assert.That(receipts.Where(deviation => !deviation.Id.StartsWith(deviation.Requirement["RCPT-".Length..] + "-", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_seat_takes_only_deviations_of_its_own()
    {
        var foreign = ReferenceSeats.Deviations.First(deviation => deviation.Seat == "im-sender");
        using var bed = new Bed();
        Assert.That(
            () => bed.Seat("im-recipient", "10.0.0.1", options => options with { Deviations = [foreign] }),
            Throws.ArgumentException.With.Message.Contains(foreign.Id));
    }
}
