// An object that is made like another of its class has in it what others put there.
#include <libpq-fe.h>
#include <memory>
#include <string>
#include <vector>

class Layer {
public:
  Layer(const std::string &name, int zoom) : Name(name), Zoom(zoom) {}
  Layer(const Layer &other, int zoom) : Name(other.Name), Zoom(zoom) {}
  void create(PGconn *c) const { PQexec(c, ("CREATE TABLE " + Name + " ()").c_str()); }

private:
  std::string Name;
  int Zoom;
};

struct Map {
  std::vector<std::unique_ptr<Layer>> layers;

  explicit Map(PGconn *c) {
    layers.push_back(std::make_unique<Layer>("roads", 1));
    layers.push_back(std::make_unique<Layer>("rivers", 2));
    for (const auto &layer : layers)
      layer->create(c);
  }
  Map(const Map &other, PGconn *c) {
    for (const auto &layer : other.layers)
      layers.push_back(std::make_unique<Layer>(*layer, 3));
    for (const auto &layer : layers)
      layer->create(c);
  }
};

class Grid {
public:
  Grid(const std::string &name, int size) : Name(name), Size(size) {}
  Grid(const Grid &other, int size) : Name(other.Name), Size(size) {}
  void create(PGconn *c) const { PQexec(c, ("CREATE TABLE " + Name + " ()").c_str()); } // expect: pg-sql-injection

private:
  std::string Name;
  int Size;
};

struct Grids {
  std::vector<std::unique_ptr<Grid>> all;

  Grids(PGconn *c, const char *name) {
    all.push_back(std::make_unique<Grid>("fine", 1));
    all.push_back(std::make_unique<Grid>(name, 2));
    for (const auto &grid : all)
      grid->create(c);
  }
  Grids(const Grids &other, PGconn *c) {
    for (const auto &grid : other.all)
      all.push_back(std::make_unique<Grid>(*grid, 3));
    for (const auto &grid : all)
      grid->create(c);
  }
};
