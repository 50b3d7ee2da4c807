namespace Greenhouse.Contracts;

/// <summary>Something that is measured in a bed.</summary>
public enum Quantity
{
    /// <summary>Water in the soil, percent of its volume.</summary>
    SoilMoisture,

    /// <summary>Temperature of the air, degrees Celsius.</summary>
    AirTemperature,

    /// <summary>Relative humidity of the air, percent.</summary>
    AirHumidity,
}

/// <summary>One probe in one bed. The host registers one service for each.</summary>
public interface IProbe
{
    /// <summary>Name of the bed in which it stands.</summary>
    string Bed { get; }

    /// <summary>What it measures.</summary>
    Quantity Quantity { get; }

    /// <summary>Measures now.</summary>
    /// <returns>The raw value in the unit of <see cref="Quantity"/>; NaN where the probe gives no answer.</returns>
    double Measure();
}
