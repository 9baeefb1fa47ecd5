using Conformance.Stack;

namespace Conformance.Harness.Engine;

/// <summary>
/// Feels how quickly the system under test answers, from the exchanges that cases have with it anyway. A system that falls behind would miss its
/// deadlines for no fault of its own but that everything was asked of it at once: whoever starts cases looks here first. Lives on the loop.
/// </summary>
internal sealed class Pulse(IEventLoop loop)
{
    // Some requests are answered late by design; of that many in a row, one at least is answered at once by a system that keeps up.
    private const int Felt = 8;

    // Beyond this nobody is behind: nobody is there, and waiting for him only makes the run longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly TimeSpan[] _latencies = new TimeSpan[Felt];
    private TimeSpan _best = Patience;
    private DateTimeOffset _lastAnswer = loop.Now;
    private int _answers;
    private int _open;

    /// <summary>How far the system is behind what it showed that it can do; zero when it keeps up, or has stopped answering at all.</summary>
    internal TimeSpan Lag
    {
        get
        {
            var silence = loop.Now - _lastAnswer;
            if (silence > Patience)
            {
                return TimeSpan.Zero;
            }

            var latency = _answers < Felt ? TimeSpan.Zero : _latencies.Min();
            var lag = _open >= Felt && silence > latency ? silence : latency;
            return lag > Tolerable ? lag : TimeSpan.Zero;
        }
    }

    // Scheduling on a busy machine takes tens of milliseconds; a network that is far away shows in the best time.
    private TimeSpan Tolerable => _best * 3 > TimeSpan.FromMilliseconds(40) ? _best * 3 : TimeSpan.FromMilliseconds(40);

    /// <summary>A request has left, or an action was asked for.</summary>
    internal Beat Begin()
    {
        if (_open++ == 0)
        {
            // Nothing was asked meanwhile, so the silence was ours.
            _lastAnswer = loop.Now;
        }

        return new Beat(this, loop.Now);
    }

    private void End(DateTimeOffset begun, bool answered)
    {
        _open--;
        if (!answered)
        {
            return;
        }

        _lastAnswer = loop.Now;
        var latency = _lastAnswer - begun;
        _latencies[_answers++ % Felt] = latency;
        _best = latency < _best ? latency : _best;
    }

    /// <summary>One exchange.</summary>
    internal sealed class Beat(Pulse pulse, DateTimeOffset begun)
    {
        private bool _over;

        /// <summary>The first answer came.</summary>
        internal void Answered() => End(answered: true);

        /// <summary>Nobody waits for the answer any more.</summary>
        internal void GivenUp() => End(answered: false);

        private void End(bool answered)
        {
            if (!_over)
            {
                _over = true;
                pulse.End(begun, answered);
            }
        }
    }
}
