using Conformance.ReferenceImpl.Hosting;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>
/// Sends the copies of one request, a limited number at a time, so that neither 10,000 recipients nor a large body need much memory: a copy exists
/// from its turn to its final response.
/// </summary>
internal sealed class FanOut
{
    // Copies under way at once fill this much memory, which a connection takes without choking on it, but for a few that keep both ends busy.
    private const int OctetsUnderWay = 4 << 20;
    private const int FewestUnderWay = 4;

    private readonly IReadOnlyList<Copy> _copies;
    private readonly Action<Copy, Action<MessageOutcome>> _send;
    private readonly Action<Copy, MessageOutcome> _ended;
    private readonly int _window;
    private int _next;
    private int _underWay;
    private bool _stopped;

    /// <param name="send">Sends one copy and reports its outcome, never before it returns.</param>
    /// <param name="ended">Told about every outcome.</param>
    /// <param name="bodyOctets">Size of one copy's body.</param>
    /// <param name="mostUnderWay">Copies that may wait for their answer at once, however small.</param>
    public FanOut(IReadOnlyList<Copy> copies, Action<Copy, Action<MessageOutcome>> send, Action<Copy, MessageOutcome> ended, int bodyOctets, int mostUnderWay)
    {
        (_copies, _send, _ended) = (copies, send, ended);
        _window = Math.Min(mostUnderWay, Math.Max(FewestUnderWay, OctetsUnderWay / Math.Max(1, bodyOctets)));
    }

    /// <summary>Every copy has been sent, and has been answered or given up.</summary>
    public Action? Finished { get; init; }

    /// <summary>Whether one outcome ends the whole.</summary>
    public Func<MessageOutcome, bool> GivesUpAfter { get; init; } = _ => false;

    public void Start() => Pump();

    private void Pump()
    {
        while (!_stopped && _underWay < _window && _next < _copies.Count)
        {
            var copy = _copies[_next++];
            _underWay++;
            _send(copy, outcome => Ended(copy, outcome));
        }

        if (_underWay == 0)
        {
            Finished?.Invoke();
        }
    }

    private void Ended(Copy copy, MessageOutcome outcome)
    {
        _underWay--;
        _stopped |= GivesUpAfter(outcome);
        _ended(copy, outcome);
        Pump();
    }
}
