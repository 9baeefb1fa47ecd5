namespace Conformance.Stack.Sip.Authentication;

/// <summary>The nonces a server has issued: until when they hold, and which counts were used with each.</summary>
internal sealed class NonceBook(int capacity)
{
    // Requests of one client may overtake each other; a count this far behind the highest is taken for used.
    private const int Window = 64;

    private readonly Dictionary<string, Nonce> _nonces = [];
    private readonly Queue<string> _oldestFirst = new();

    public void Issue(string nonce, DateTimeOffset expiry)
    {
        while (_oldestFirst.Count >= Math.Max(capacity, 1))
        {
            _nonces.Remove(_oldestFirst.Dequeue());
        }

        _nonces.Add(nonce, new Nonce(expiry));
        _oldestFirst.Enqueue(nonce);
    }

    public DateTimeOffset? ExpiryOf(string nonce) => _nonces.GetValueOrDefault(nonce)?.Expiry;

    /// <returns>False when the count was used before.</returns>
    public bool Use(string nonce, uint count) => _nonces.GetValueOrDefault(nonce)?.Use(count) == true;

    private sealed class Nonce(DateTimeOffset expiry)
    {
        private uint _highest;
        private ulong _used; // bit n: count _highest - n

        public DateTimeOffset Expiry { get; } = expiry;

        public bool Use(uint count)
        {
            if (count > _highest)
            {
                var ahead = count - _highest;
                _used = (ahead >= Window ? 0 : _used << (int)ahead) | 1;
                _highest = count;
                return true;
            }

            var behind = _highest - count;
            if (behind >= Window || (_used >> (int)behind & 1) != 0)
            {
                return false;
            }

            _used |= 1UL << (int)behind;
            return true;
        }
    }
}
