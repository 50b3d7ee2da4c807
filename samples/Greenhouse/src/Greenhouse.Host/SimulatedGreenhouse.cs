using Greenhouse.Contracts;

namespace Greenhouse.Host;

/// <summary>
/// A greenhouse that exists in numbers only: the sun dries the soil, valves wet it from one tank, probes are noisy and now and then say
/// nothing. The random numbers are seeded, so two runs differ by their timing alone.
/// </summary>
internal sealed class SimulatedGreenhouse : IGreenhouse, IActuators
{
    private const double LitresPerPercent = 2;

    private readonly Lock _gate = new();
    private readonly Random _noise = new(20260621);
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, double> _moisture;
    private DateTimeOffset _now;
    private double _tank = 400;

    public SimulatedGreenhouse(string dataFolder, TimeProvider clock)
    {
        DataFolder = dataFolder;
        _clock = clock;
        _now = clock.GetUtcNow();
        _moisture = Beds.Select((bed, index) => (bed.Name, Moisture: 25.0 + index)).ToDictionary(bed => bed.Name, bed => bed.Moisture);
        Probes =
        [
            .. from bed in Beds
               from quantity in Enum.GetValues<Quantity>()
               select new Probe(bed.Name, quantity, this),
        ];
    }

    public string Name => "Greenhouse 1";

    public double Latitude => 52.52;

    public double Longitude => 13.41;

    public IReadOnlyList<Bed> Beds { get; } =
        [new("north-1", "tomato", 6), new("north-2", "cucumber", 4), new("south-1", "basil", 2.5)];

    public string DataFolder { get; }

    public IReadOnlyList<Probe> Probes { get; }

    public Task<double> WaterAsync(string bed, double litres, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Advance();
            var given = Math.Min(litres, _tank);
            _tank -= given;
            _moisture[bed] += given / LitresPerPercent / Beds.Single(known => known.Name == bed).SquareMetres;
            return Task.FromResult(given);
        }
    }

    private double Measure(string bed, Quantity quantity)
    {
        lock (_gate)
        {
            Advance();
            if (_noise.Next(100) == 0)
            {
                return double.NaN;
            }

            var exact = quantity switch
            {
                Quantity.SoilMoisture => _moisture[bed],
                Quantity.AirTemperature => 14 + (14 * Sun(_now)),
                _ => 85 - (30 * Sun(_now)),
            };
            return exact + (_noise.NextDouble() - 0.5);
        }
    }

    /// <summary>The soil loses 0.1 % an hour at night and 1 % at noon.</summary>
    private void Advance()
    {
        var now = _clock.GetUtcNow();
        var loss = (now - _now).TotalHours * (0.1 + (0.9 * Sun(now)));
        _now = now;
        foreach (var bed in Beds)
        {
            _moisture[bed.Name] = Math.Max(0, _moisture[bed.Name] - loss);
        }
    }

    /// <summary>0 from 20 to 4 o'clock, 1 at noon.</summary>
    private static double Sun(DateTimeOffset time) => Math.Max(0, Math.Sin((time.TimeOfDay.TotalHours - 4) / 16 * Math.PI));

    internal sealed class Probe(string bed, Quantity quantity, SimulatedGreenhouse greenhouse) : IProbe
    {
        public string Bed => bed;

        public Quantity Quantity => quantity;

        public double Measure() => greenhouse.Measure(bed, quantity);
    }
}
