using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Greenhouse.Contracts;
using Microsoft.Extensions.Options;

namespace Greenhouse.Sensors;

/// <summary>Remembers the last readings of each probe and passes new ones on.</summary>
internal sealed class ReadingBook(IOptions<SensorsOptions> options) : ISensorReadings
{
    private const int Backlog = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Bed, Quantity Quantity), Queue<SensorReading>> _pages = [];
    private readonly List<Channel<SensorReading>> _readers = [];
    private readonly int _history = options.Value.History;

    /// <summary>Time of the newest reading of any probe, or null.</summary>
    public DateTimeOffset? LastReading { get; private set; }

    public void Add(SensorReading reading)
    {
        lock (_gate)
        {
            var key = (reading.Bed, reading.Quantity);
            if (!_pages.TryGetValue(key, out var page))
            {
                _pages.Add(key, page = new Queue<SensorReading>());
            }

            page.Enqueue(reading);
            if (page.Count > _history)
            {
                page.Dequeue();
            }

            LastReading = reading.Time;
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(reading); // never fails: a full channel drops its oldest
            }
        }
    }

    public SensorReading? Latest(string bed, Quantity quantity)
    {
        lock (_gate)
        {
            return _pages.TryGetValue((bed, quantity), out var page) ? page.LastOrDefault() : null;
        }
    }

    public IReadOnlyList<SensorReading> Between(DateTimeOffset since, DateTimeOffset until)
    {
        lock (_gate)
        {
            return
            [
                .. _pages.Values
                    .SelectMany(page => page)
                    .Where(reading => reading.Time >= since && reading.Time < until)
                    .OrderBy(reading => reading.Time)
                    .ThenBy(reading => reading.Bed, StringComparer.Ordinal)
                    .ThenBy(reading => reading.Quantity),
            ];
        }
    }

    public async IAsyncEnumerable<SensorReading> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateBounded<SensorReading>(
            new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_gate)
        {
            _readers.Add(channel);
        }

        try
        {
            await foreach (var reading in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return reading;
            }
        }
        finally
        {
            lock (_gate)
            {
                _readers.Remove(channel);
            }
        }
    }
}
